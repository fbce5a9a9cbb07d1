// <bursar-chart>: bars over time, stacked by series, drawn by ECharts with the theme's colours; or the same numbers as
// a table. Properties: data {instants, grain, zone, series[{key, name, values}]}, asTable. Event: drill.

let library;
export function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('./echarts.common.min.js', import.meta.url);
    script.onload = () => resolve(window.echarts);
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

export const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

export const dollars = (value) => {
  if (value === 0 || Math.abs(value) >= 0.01) {
    return '$' + value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
  return '$' + Number(value.toPrecision(2)).toFixed(12).replace(/0+$/, '');
};

export const escaped = (text) =>
  String(text).replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]);

export class BursarChart extends HTMLElement {
  constructor() {
    super();
    // Properties that the server set before this element was defined.
    for (const name of ['data', 'asTable']) {
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this['_' + name] = value;
      }
    }
  }

  connectedCallback() {
    this.redraw = () => this.draw();
    this.scheme = window.matchMedia('(prefers-color-scheme: dark)');
    this.scheme.addEventListener('change', this.redraw);
    this.themeWatch = new MutationObserver(this.redraw);
    this.themeWatch.observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style'] });
    this.sizeWatch = new ResizeObserver(() => this.chart?.resize());
    this.sizeWatch.observe(this);
    this.draw();
  }

  disconnectedCallback() {
    this.scheme.removeEventListener('change', this.redraw);
    this.themeWatch.disconnect();
    this.sizeWatch.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  get data() {
    return this._data;
  }

  set data(value) {
    const text = JSON.stringify(value);
    if (text !== this.drawnData) {
      this._data = value;
      this.draw();
    }
  }

  get asTable() {
    return this._asTable;
  }

  set asTable(value) {
    this._asTable = value;
    this.draw();
  }

  async draw() {
    if (!this._data || !this.isConnected) {
      return;
    }
    this.drawnData = JSON.stringify(this._data);
    if (this._asTable) {
      this.chart?.dispose();
      this.chart = undefined;
      this.replaceChildren(this.table());
      return;
    }
    const library = await echarts();
    if (!this.isConnected || this._asTable) {
      return;
    }
    if (!this.chart) {
      const box = document.createElement('div');
      box.className = 'chart-box';
      this.replaceChildren(box);
      this.chart = library.init(box, null, { renderer: 'svg' });
      this.listen();
    }
    this.chart.setOption(this.option(), { notMerge: false, replaceMerge: ['series'] });
  }

  listen() {
    this.chart.on('click', (at) => this.drill(at.seriesId, at.dataIndex));
  }

  drill(series, index) {
    const detail = { series: series ?? '', instant: this._data.instants[index] };
    this.dispatchEvent(new CustomEvent('drill', { detail }));
  }

  label(instant, long) {
    const zone = { timeZone: this._data.zone };
    const at = new Date(instant);
    if (this._data.grain === 'day') {
      return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(long ? { year: 'numeric' } : {}), timeZone: 'UTC' });
    }
    const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...zone });
    const wide = this._data.grain === 'hour' && this._data.instants.length > 30;
    return long || wide
      ? at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...zone }) + ', ' + time
      : time;
  }

  // Colours may be light-dark() or oklch(): the browser resolves them, the drawing library gets rgb.
  colour(name) {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    probe.style.display = 'none';
    this.append(probe);
    const canvas = (BursarChart.canvas ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    probe.remove();
    return `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(3)})`;
  }

  option() {
    const text = this.colour('--vaadin-text-color');
    const soft = this.colour('--vaadin-text-color-secondary');
    const line = this.colour('--vaadin-border-color-secondary');
    const ground = this.colour('--bursar-card');
    const font = getComputedStyle(this).fontFamily;
    const { instants, series } = this._data;
    const top = series.length - 1;
    return {
      animation: !calm.matches,
      animationDuration: 250,
      animationDurationUpdate: 250,
      textStyle: { fontFamily: font },
      color: series.map((one, i) => this.colour(one.key === '' ? '--chart-other' : `--chart-${(i % 6) + 1}`)),
      grid: { left: 4, right: 16, top: series.length > 0 ? 34 : 12, bottom: 8, containLabel: true },
      legend: {
        show: series.length > 0,
        type: 'scroll',
        top: 0,
        left: 0,
        icon: 'roundRect',
        itemWidth: 10,
        itemHeight: 10,
        textStyle: { color: soft, fontFamily: font, fontSize: 12 },
        pageTextStyle: { color: soft },
        pageIconColor: soft,
        pageIconInactiveColor: line,
        pageIconSize: 11,
      },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow', shadowStyle: { color: line } },
        backgroundColor: ground,
        borderColor: line,
        textStyle: { color: text, fontFamily: font, fontSize: 12 },
        confine: true,
        formatter: (points) => this.tooltip(points),
      },
      xAxis: {
        type: 'category',
        data: instants.map((one) => this.label(one, false)),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: line } },
        axisLabel: { color: soft, hideOverlap: true, fontSize: 11 },
      },
      yAxis: {
        type: 'value',
        min: 0,
        splitNumber: 3,
        axisLabel: { color: soft, fontSize: 11, formatter: dollars },
        splitLine: { lineStyle: { color: line } },
      },
      series: series.map((one, i) => ({
        id: one.key,
        name: one.name,
        type: 'bar',
        stack: 'all',
        data: one.values,
        barMaxWidth: 28,
        barCategoryGap: '20%',
        itemStyle: { borderRadius: i === top ? [2, 2, 0, 0] : 0 },
        emphasis: { focus: 'series' },
        cursor: 'pointer',
      })),
    };
  }

  tooltip(points) {
    if (!points.length) {
      return '';
    }
    const rows = points
      .filter((point) => point.value > 0)
      .map((point) => `<div class="tip-row">${point.marker}<span>${escaped(point.seriesName)}</span><b>${dollars(point.value)}</b></div>`);
    const sum = points.reduce((all, point) => all + point.value, 0);
    return `<div class="tip"><div>${escaped(this.label(this._data.instants[points[0].dataIndex], true))}</div>${rows.join('')}
      <div class="tip-row tip-sum"><span>Together</span><b>${dollars(sum)}</b></div></div>`;
  }

  table() {
    const { instants, series } = this._data;
    const table = document.createElement('table');
    const cell = (row, tag, words) => {
      const one = document.createElement(tag);
      one.textContent = words;
      row.append(one);
    };
    const head = table.createTHead().insertRow();
    ['When', ...series.map((one) => one.name), 'Together'].forEach((name) => cell(head, 'th', name));
    const body = table.createTBody();
    for (let i = instants.length - 1; i >= 0; i--) {
      const sum = series.reduce((all, one) => all + one.values[i], 0);
      if (sum === 0) {
        continue;
      }
      const row = body.insertRow();
      cell(row, 'td', this.label(instants[i], true));
      series.forEach((one) => cell(row, 'td', dollars(one.values[i])));
      cell(row, 'td', dollars(sum));
    }
    const box = document.createElement('div');
    box.className = 'chart-table';
    box.tabIndex = 0;
    box.append(table);
    return box;
  }
}

if (!customElements.get('bursar-chart')) {
  customElements.define('bursar-chart', BursarChart);
}
