import { requireInstalled } from '../runtimes/installed-package.ts'
import type { Measurement } from './measurement.ts'
import { formatFigure } from './render-bench.ts'
import { median } from './statistics.ts'

/** The part of echarts that is used here; it is not installed where this file is compiled. */
interface EchartsModule {
  init: (
    element: null,
    theme: null,
    options: { renderer: 'svg'; ssr: true; width: number; height: number },
  ) => { setOption: (option: object) => void; renderToSVGString: () => string; dispose: () => void }
}

/** Beyond this a linear axis shows the short bars no more. */
const LOGARITHMIC_FROM = 200

const WIDTH = 760
const BAR_HEIGHT = 15

/** A bar for each contestant and measurement, as SVG: the medians, of measurements that share a unit. */
export function drawChart(measurements: readonly Measurement[], peersFolder: string): string {
  const echarts = requireInstalled('echarts', peersFolder) as EchartsModule
  const option = chartOptionOf(measurements)
  const bars = option.yAxis.data.length * measurements.length
  const height = 110 + bars * BAR_HEIGHT + option.yAxis.data.length * 10
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height })
  try {
    chart.setOption(option)
    return `${chart.renderToSVGString()}\n`
  } finally {
    chart.dispose()
  }
}

/** What echarts is told: the first contestant on top, and a logarithmic axis where the longest bar hides the others. */
export function chartOptionOf(measurements: readonly Measurement[]) {
  const names = [...new Set(measurements.flatMap(({ values }) => Object.keys(values)))]
  const medianOf = ({ values }: Measurement, name: string) => {
    const own = values[name]
    return own ? median(own) : null
  }
  const all = measurements.flatMap((measurement) => names.flatMap((name) => medianOf(measurement, name) ?? []))
  const least = Math.min(...all)
  const isLogarithmic = least > 0 && Math.max(...all) > LOGARITHMIC_FROM * least
  const unit = measurements[0]?.unit ?? ''
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'sans-serif' },
    // Whoever draws the picture has wider letters than echarts reckons with.
    legend: { top: 8, itemGap: 32 },
    grid: { left: 32, right: 64, top: 40, bottom: 36, containLabel: true },
    xAxis: {
      type: isLogarithmic ? 'log' : 'value',
      name: isLogarithmic ? `${unit}, logarithmic` : unit,
      nameLocation: 'middle',
      nameGap: 26,
      // Bars would else begin at 1, and those below it go the other way.
      min: isLogarithmic ? 10 ** Math.floor(Math.log10(least)) : undefined,
    },
    yAxis: { type: 'category', inverse: true, data: names },
    series: measurements.map((measurement) => ({
      name: measurement.id,
      type: 'bar',
      data: names.map((name) => medianOf(measurement, name)),
      label: { show: true, position: 'right', formatter: ({ value }: { value: number }) => formatFigure(value) },
    })),
  }
}
