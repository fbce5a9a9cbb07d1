import { injectGlobalWebcomponentCss } from 'Frontend/generated/jar-resources/theme-util.js';

import '@vaadin/app-layout/src/vaadin-app-layout.js';
import '@vaadin/scroller/src/vaadin-scroller.js';
import '@vaadin/side-nav/src/vaadin-side-nav.js';
import '@vaadin/side-nav/src/vaadin-side-nav-item.js';
import '@vaadin/tooltip/src/vaadin-tooltip.js';
import '@vaadin/icon/src/vaadin-icon.js';
import 'Frontend/generated/jar-resources/menubarConnector.js';
import 'Frontend/generated/jar-resources/contextMenuConnector.js';
import '@vaadin/menu-bar/src/vaadin-menu-bar.js';
import '@vaadin/context-menu/src/vaadin-context-menu.js';
import 'Frontend/generated/jar-resources/flow-component-renderer.js';
import 'Frontend/generated/jar-resources/flow-component-directive.js';
import 'Frontend/generated/jar-resources/contextMenuTargetConnector.js';
import 'Frontend/generated/jar-resources/disableOnClickFunctions.js';
import '@vaadin/button/src/vaadin-button.js';
import '@vaadin/dialog/src/vaadin-dialog.js';
import '@vaadin/text-field/src/vaadin-text-field.js';
import '@vaadin/notification/src/vaadin-notification.js';
import '@vaadin/avatar/src/vaadin-avatar.js';
import '@vaadin/app-layout/src/vaadin-drawer-toggle.js';
import '@vaadin/common-frontend/ConnectionIndicator.js';
import 'Frontend/generated/jar-resources/ReactRouterOutletElement.tsx';

const loadOnDemand = (key) => {
  const pending = [];
  if (key === '2c748b1ba40b05a701fd6b0943caf44a341c0836cf7cdb9841e16ac98016077c') {
    pending.push(import('./chunks/chunk-91f77c20825506264b41e56f6c4492a67aea693822e4cd76a7bb9bcd8fed2003.js'));
  }
  if (key === 'e194bc925ed8552b85f15b0e36e733a58fae310a531ef46b2a8c9d95a738b895') {
    pending.push(import('./chunks/chunk-2bd2c3b563727ec80d0dad95bfa7d32b922623db974487f75dbc97946662114c.js'));
  }
  if (key === '26e6d46358df75fb850c19e96182af07854520b77dcf6fafd03a2b8938061cd4') {
    pending.push(import('./chunks/chunk-9339a8090ae53cd06f8a6823436e6ff8803425c2aa63406c46cb5c2277c4a871.js'));
  }
  if (key === '94c703929ebec7c3f3c83e7a2a356bdbf5518f8e24f5455e70054942b2d397a7') {
    pending.push(import('./chunks/chunk-910f6951d27ad3dde97c028bdb928210b20f5cda50b367030c0c445f1d5f0ede.js'));
  }
  if (key === '35bdd664d2379771984cc06ac2ffc4f663ccdc46ad3145d4a651d8339fb1ab6f') {
    pending.push(import('./chunks/chunk-19d44d1b43eb8fe5947b01fd7ed542133e2dfe39ac8245b5253ec685f1c44418.js'));
  }
  if (key === 'b13012db1ac08b2b812873b0a770f800aee197a6b0b9ea962412992ad3e8d45e') {
    pending.push(import('./chunks/chunk-60e41f9d84c546d65380651edd80813fd04cbe98f43bc22f8dcde22c436838c7.js'));
  }
  if (key === '1423aec115b063ca521c03c61b530c58f7f6df978cc4328359b03cbc21e2a05b') {
    pending.push(import('./chunks/chunk-a131b6bbf62579ea7a49295b03046ad91dc640e814f428141fd20ca005fcd73f.js'));
  }
  if (key === '76faee7844abfde9c43597ed04cf020b20c5b2cbc376a40fd9db042b974b74bf') {
    pending.push(import('./chunks/chunk-64fd2df30c67eca3fa2335c63dfbe87c505e724a76f4d893ff635dc595658251.js'));
  }
  if (key === '10207766c13962a583040c54edd3396e202d1c4141fb4a2b60a14587ea832038') {
    pending.push(import('./chunks/chunk-f6f4fc54900e3a86b9c5af218207c611ac80e4d7af6c9a4b854eb26e6ef4da54.js'));
  }
  if (key === '8637a01e47db028997492954054e7bbf6f44eb86854065ea775261b89883db03') {
    pending.push(import('./chunks/chunk-2bd2c3b563727ec80d0dad95bfa7d32b922623db974487f75dbc97946662114c.js'));
  }
  if (key === 'ff950b0db0fc361af4ce49a623b68e4d31449321c60069a2aeb51d3c23ce85fa') {
    pending.push(import('./chunks/chunk-284482d18367656726c6fce98491f3a066d845254101a9d51adf0558149877dd.js'));
  }
  if (key === '7d11c7d164a65de272e7db970a027d411d3b3977509e6968b214a8f8a4770fa2') {
    pending.push(import('./chunks/chunk-2bd2c3b563727ec80d0dad95bfa7d32b922623db974487f75dbc97946662114c.js'));
  }
  if (key === 'ee45a8cfac631798b558e89a9b88b7fde195d268b4055a3c05ab2a4d09ea2811') {
    pending.push(import('./chunks/chunk-25d1d829426758bb37eae9483a01ea6cf41f6ee4a1a8c2ebcde42becf0fa552c.js'));
  }
  return Promise.all(pending);
}
window.Vaadin = window.Vaadin || {};
window.Vaadin.Flow = window.Vaadin.Flow || {};
window.Vaadin.Flow.loadOnDemand = loadOnDemand;
window.Vaadin.Flow.resetFocus = () => {
 let ae=document.activeElement;
 while(ae&&ae.shadowRoot) ae = ae.shadowRoot.activeElement;
 return !ae || ae.blur() || ae.focus() || true;
}