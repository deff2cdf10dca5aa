/* Saves what is being written on the server, a moment after the last key; the button does the same without script. */
(function () {
  'use strict';
  document.querySelectorAll('[data-save-draft]').forEach(function (button) {
    var form = button.form, address = button.getAttribute('data-save-draft'), wait, sent = false;
    function save() {
      if (sent) return;
      fetch(address, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'X-Requested-With': 'fetch' } }).catch(function () { /* the browser's own draft is still there */ });
    }
    form.addEventListener('input', function () { clearTimeout(wait); wait = setTimeout(save, 4000); });
    form.addEventListener('submit', function () { sent = true; clearTimeout(wait); });
  });
}());
