// <bursar-burn-down>: what a budget has spent since its period began, where that leads, and its limit. Properties: data
// {zone, start, end, limit, points[[millis, dollars]], forecast[[millis, dollars]]}, asTable. Event: drill {from, to}.

import { BursarChart, calm, dollars, escaped } from './chart.js';

const HOUR = 3_600_000;

class BursarBurnDown extends BursarChart {
  when(millis, long) {
    const zone = { timeZone: this._data.zone };
    const at = new Date(millis);
    const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...zone });
    const short = this._data.end - this._data.start < 49 * HOUR;
    if (!long && !short) {
      return day;
    }
    const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...zone });
    return long ? day + ', ' + time : time;
  }

  // A click anywhere over a step leads to what was spent in it.
  listen() {
    this.chart.getZr().on('click', (event) => {
      const at = [event.offsetX, event.offsetY];
      if (this.chart.containPixel('grid', at)) {
        this.drillAt(this.chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX));
      }
    });
    this.chart.getZr().setCursorStyle('pointer');
  }

  drillAt(millis) {
    const { points, start } = this._data;
    const index = points.findIndex(([at]) => at >= millis);
    if (index < 0) {
      return;
    }
    const detail = { from: new Date(index === 0 ? start : points[index - 1][0]).toISOString(), to: new Date(points[index][0]).toISOString() };
    this.dispatchEvent(new CustomEvent('drill', { detail }));
  }

  option() {
    const text = this.colour('--vaadin-text-color');
    const soft = this.colour('--vaadin-text-color-secondary');
    const line = this.colour('--vaadin-border-color-secondary');
    const ground = this.colour('--bursar-card');
    const spent = this.colour('--spent');
    const bad = this.colour('--bursar-bad');
    const font = getComputedStyle(this).fontFamily;
    const { start, end, limit, points, forecast } = this._data;
    const highest = Math.max(limit, ...points.map(([, v]) => v), ...forecast.map(([, v]) => v));
    return {
      animation: !calm.matches,
      animationDuration: 250,
      textStyle: { fontFamily: font },
      grid: { left: 4, right: 22, top: 26, bottom: 8, containLabel: true },
      tooltip: {
        trigger: 'axis',
        axisPointer: { lineStyle: { color: soft } },
        backgroundColor: ground,
        borderColor: line,
        textStyle: { color: text, fontFamily: font, fontSize: 12 },
        confine: true,
        formatter: (all) => this.tip(all),
      },
      xAxis: {
        type: 'time',
        min: start,
        max: end,
        splitNumber: 5,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: line } },
        axisLabel: { color: soft, hideOverlap: true, fontSize: 11, formatter: (millis) => this.when(millis, false) },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: highest === 0 ? 1 : highest * 1.06,
        splitNumber: 3,
        axisLabel: { color: soft, fontSize: 11, formatter: dollars, showMaxLabel: false },
        splitLine: { lineStyle: { color: line } },
      },
      series: [
        {
          id: 'spent',
          name: 'Spent',
          type: 'line',
          // Between two points nothing was spent.
          step: 'end',
          data: [[start, 0], ...points],
          showSymbol: false,
          lineStyle: { color: spent, width: 2 },
          itemStyle: { color: spent },
          areaStyle: { color: spent, opacity: 0.16 },
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: bad, type: 'solid', width: 1.5 },
            label: { formatter: 'Limit ' + dollars(limit), position: 'insideStartTop', color: bad, fontSize: 11, fontFamily: font },
            data: [{ yAxis: limit }],
          },
        },
        {
          id: 'forecast',
          name: 'At this pace',
          type: 'line',
          data: forecast,
          showSymbol: false,
          lineStyle: { color: soft, type: 'dashed', width: 1.5 },
          itemStyle: { color: soft },
          endLabel: { show: forecast.length > 0, formatter: 'At this pace', color: soft, fontSize: 11, offset: [-78, -10] },
        },
      ],
    };
  }

  tip(all) {
    if (!all.length) {
      return '';
    }
    const rows = all.map(
      (one) => `<div class="tip-row">${one.marker}<span>${escaped(one.seriesName)}</span><b>${dollars(one.value[1])}</b></div>`,
    );
    return `<div class="tip"><div>${escaped(this.when(all[0].value[0], true))}</div>${rows.join('')}</div>`;
  }

  table() {
    const table = document.createElement('table');
    const cell = (row, tag, words) => {
      const one = document.createElement(tag);
      one.textContent = words;
      row.append(one);
    };
    const head = table.createTHead().insertRow();
    ['Until', 'Spent so far', 'In this step', 'Left of the limit'].forEach((name) => cell(head, 'th', name));
    const body = table.createTBody();
    const { points, limit } = this._data;
    for (let i = points.length - 1; i >= 0; i--) {
      const [at, value] = points[i];
      const row = body.insertRow();
      cell(row, 'td', this.when(at, true));
      cell(row, 'td', dollars(value));
      cell(row, 'td', dollars(Math.max(0, value - (i === 0 ? 0 : points[i - 1][1]))));
      cell(row, 'td', dollars(Math.max(0, limit - value)));
    }
    const box = document.createElement('div');
    box.className = 'chart-table';
    box.tabIndex = 0;
    box.append(table);
    return box;
  }
}

if (!customElements.get('bursar-burn-down')) {
  customElements.define('bursar-burn-down', BursarBurnDown);
}
