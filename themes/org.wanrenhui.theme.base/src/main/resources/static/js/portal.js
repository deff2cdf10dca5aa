/* Comfort over pages that work without it. No module loader, no dependency; htmx is used when it is there. */
(function () {
  'use strict';
  var root = document.documentElement;
  var say = root.dataset;
  var token = (document.querySelector('meta[name=csrf]') || {}).content || '';

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function on(type, selector, act) {
    document.addEventListener(type, function (event) {
      var found = event.target.closest && event.target.closest(selector);
      if (found) act(found, event);
    });
  }
  function make(tag, className, text) {
    var element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }
  function post(url, fields) {
    return fetch(url, { method: 'POST', credentials: 'same-origin', keepalive: true, body: new URLSearchParams(fields || {}),
      headers: { 'X-CSRF-Token': token, 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' } });
  }

  /* Storage may be closed or full; the page goes on. */
  var store = {
    get: function (key) { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } },
    set: function (key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (e) { return false; } },
    drop: function (key) { try { localStorage.removeItem(key); } catch (e) { /* closed */ } }
  };

  /* --- Toasts, with undo ---
     From the server: HX-Trigger: {"toast": {"text": "…", "undo": "/path"}} */
  function toast(text, options) {
    var place = document.querySelector('.toasts');
    if (!place || !text) return null;
    options = options || {};
    var box = make('div', 'undo');
    box.appendChild(make('span', 'grow', text));
    if (options.undo) {
      var undo = make('button', 'btn btn-sm', say.sayUndo);
      undo.type = 'button';
      undo.addEventListener('click', function () {
        if (typeof options.undo === 'function') { options.undo(); box.remove(); return; }
        post(options.undo).then(function (answer) { if (answer.ok) location.reload(); else toast(say.sayFailed); }, function () { toast(say.sayFailed); });
      });
      box.appendChild(undo);
    }
    place.appendChild(box);
    if (!options.stay) {
      var left = setTimeout(function () { box.remove(); }, options.undo ? 10000 : 5000);
      box.addEventListener('focusin', function () { clearTimeout(left); });
      box.addEventListener('pointerenter', function () { clearTimeout(left); });
    }
    return box;
  }
  document.addEventListener('toast', function (event) { toast(event.detail.text || event.detail.value, event.detail); });

  /* --- Text size and colours: at once here, and kept by the server --- */
  on('click', '[data-pref]', function (button, event) {
    event.preventDefault();
    var name = button.name, value = button.value, fields = new FormData(button.form);
    if (name === 'textSize') root.dataset.size = value; else root.setAttribute('data-bs-theme', value);
    all('[data-pref=' + name + ']').forEach(function (other) {
      if (name === 'textSize') { other.value = value === 'large' ? 'normal' : 'large'; other.setAttribute('aria-pressed', String(value === 'large')); }
      else other.setAttribute('aria-pressed', String(other.value === value));
    });
    fields.append(name, value);
    post(button.form.action, fields).catch(function () { /* stays until the next page */ });
  });
  var brand = root.dataset.brand;
  if (brand && getComputedStyle(root).getPropertyValue('--brand').trim().toLowerCase() !== brand.toLowerCase()) root.style.setProperty('--brand', brand);

  /* --- Dialogues --- */
  function show(dialog) {
    if (dialog.open) { dialog.removeAttribute('open'); }
    dialog.showModal();
  }
  on('click', '[data-dialog]', function (opener, event) {
    var dialog = document.getElementById(opener.dataset.dialog);
    if (dialog && dialog.showModal) { event.preventDefault(); show(dialog); }
  });
  on('click', 'dialog [data-close]', function (closer, event) {
    var dialog = closer.closest('dialog');
    if (dialog.matches(':modal')) { event.preventDefault(); dialog.close(); }
  });
  document.addEventListener('click', function (event) { if (event.target.tagName === 'DIALOG' && event.target.matches(':modal')) event.target.close(); });
  document.addEventListener('submit', function (event) { /* the plan of a change: fetched, shown here; without script its own page */
    var form = event.target;
    if (!form.hasAttribute('data-plan')) return;
    var fields = new URLSearchParams(new FormData(form)), button = event.submitter;
    if (button && button.name) fields.set(button.name, button.value);
    event.preventDefault();
    openPlan(form.getAttribute('action') + (form.action.indexOf('?') < 0 ? '?' : '&') + fields, button);
  });
  on('click', 'a[data-plan]', function (link, event) { event.preventDefault(); openPlan(link.href, link); });
  function openPlan(url, opener) {
    if (opener) opener.setAttribute('aria-busy', 'true');
    fetch(url, { credentials: 'same-origin', headers: { 'HX-Request': 'true', 'HX-Target': 'plan' } }).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.text();
    }).then(function (text) {
      var dialog = new DOMParser().parseFromString(text, 'text/html').querySelector('dialog.plan');
      if (!dialog) throw new Error('no plan');
      all('dialog[data-fetched]').forEach(function (old) { old.remove(); });
      dialog.removeAttribute('open');
      dialog.dataset.fetched = '';
      document.body.appendChild(dialog);
      if (window.htmx) window.htmx.process(dialog);
      dialog.addEventListener('close', function () { if (opener) opener.focus(); });
      show(dialog);
    }).catch(function () { location.assign(url); }).then(function () { if (opener) opener.removeAttribute('aria-busy'); });
  }

  /* --- #live: a part that stays true while the page is open, read again every data-live seconds --- */
  var live = document.getElementById('live'), changing = false;
  function renew(text) {
    var page = new DOMParser().parseFromString(text, 'text/html'), fresh = page.getElementById('live');
    if (!fresh) return;
    var held = document.activeElement, label = held && live.contains(held) && (held.getAttribute('aria-label') || held.textContent);
    live.replaceWith(fresh);
    live = fresh;
    var nav = document.querySelector('.side nav'), now = page.querySelector('.side nav');
    if (nav && now && nav.innerHTML !== now.innerHTML) nav.replaceWith(now);
    ready(live);
    if (label) all('a, button', live).some(function (e) { var same = (e.getAttribute('aria-label') || e.textContent) === label; if (same) e.focus(); return same; });
  }
  function look() {
    return fetch(location.href, { credentials: 'same-origin' }).then(function (answer) { return answer.ok ? answer.text().then(renew) : null; });
  }
  if (live) setInterval(function () {
    if (!changing && !document.hidden && !document.querySelector('dialog:modal')) look().catch(function () { /* the next time */ });
  }, live.dataset.live * 1000);
  document.addEventListener('submit', function (event) { /* what was planned is done here, and seen on its card */
    var form = event.target, dialog = form.closest('dialog.plan[data-fetched]'), card = live && document.getElementById(form.dataset.liveCard);
    if (!dialog || !card) return;
    event.preventDefault();
    dialog.close();
    changing = true;
    card.classList.add('module-busy');
    all('.switch', card).forEach(function (s) { s.setAttribute('aria-busy', 'true'); s.disabled = true; });
    var badge = card.querySelector('.badge');
    if (badge) { badge.className = 'badge is-info'; badge.textContent = form.dataset.liveSay; }
    post(form.action, new FormData(form)).then(function (answer) { return answer.text(); }).then(function (text) {
      var words = new DOMParser().parseFromString(text, 'text/html').querySelector('.flash, [data-section=error] h1');
      return look().then(function () {
        var done = document.getElementById(card.id);
        if (done) {
          done.classList.add('module-done');
          if (document.activeElement === document.body) all('.switch', done).forEach(function (s) { s.focus(); });
        }
        toast(words && words.textContent.trim());
      });
    }).catch(function () { toast(say.sayFailed); return look(); }).catch(function () { /* offline: said above */ }).then(function () { changing = false; });
  });

  /* --- Menus and the sheets of a phone --- */
  document.addEventListener('click', function (event) {
    all('details.menu[open]').forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
    var sheet = document.querySelector('.side:target, .sheet:target');
    if (sheet && !sheet.contains(event.target) && !event.target.closest('a, button')) location.replace('#main');
  });
  document.addEventListener('keydown', function (event) {
    if (event.key !== 'Escape') return;
    all('details.menu[open]').forEach(function (menu) { menu.open = false; menu.querySelector('summary').focus(); });
    if (document.querySelector('.side:target, .sheet:target') && !document.querySelector('dialog:modal')) location.replace('#main');
  });
  on('click', '[data-opens]', function (opener) {
    setTimeout(function () { var first = document.getElementById(opener.dataset.opens); if (first) first.focus(); });
  });
  on('click', '[data-closes]', function () { setTimeout(function () { var opener = document.querySelector('[data-opens]'); if (opener) opener.focus(); }); });
  on('click', '[data-back]', function (link, event) {
    try {
      var from = new URL(document.referrer);
      if (from.origin === location.origin && from.pathname === new URL(link.href).pathname) { event.preventDefault(); history.back(); }
    } catch (e) { /* no referrer: the link */ }
  });

  /* --- Forms: once only, and nothing typed is lost --- */
  function free(within) { all('[data-sent]', within).forEach(function (b) { b.disabled = false; b.removeAttribute('data-sent'); b.removeAttribute('aria-busy'); }); }
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.draft) { try { sessionStorage.setItem('sent', form.dataset.draft); } catch (e) { /* closed */ } }
    var button = event.submitter;
    setTimeout(function () { if (button) { button.disabled = true; button.setAttribute('data-sent', ''); button.setAttribute('aria-busy', 'true'); } });
  });
  window.addEventListener('pageshow', function () { free(); });

  function typed(form) {
    return all('input[name], textarea[name], select[name]', form).filter(function (f) { return !/^(hidden|password|file|submit)$/.test(f.type) && !f.hasAttribute('data-no-draft'); });
  }
  function draft(form) {
    if (form.dataset.draftOn) return;
    form.dataset.draftOn = '';
    var key = 'draft:' + form.dataset.draft, kept = store.get(key), note = make('p', 'meta draft-note'), wait;
    note.setAttribute('role', 'status');
    function clear() { store.drop(key); note.textContent = ''; }
    form.appendChild(note);
    if (kept && Date.now() - kept.at < 30 * 864e5) {
      var restored = false;
      typed(form).forEach(function (field) {
        var was = kept.fields[field.name];
        if (was === undefined) return;
        if (field.type === 'checkbox' || field.type === 'radio') {
          var should = was.indexOf(field.value) >= 0;
          if (should !== field.checked) { field.checked = should; restored = true; }
        } else if (field.value !== was[0] && (!field.value || field.value === field.defaultValue)) { field.value = was[0]; restored = true; }
      });
      if (restored) {
        note.textContent = say.sayRestored + ' ';
        var discard = make('button', 'btn btn-plain btn-sm', say.sayDiscard);
        discard.type = 'button';
        discard.addEventListener('click', function () { form.reset(); clear(); });
        note.appendChild(discard);
      }
    }
    form.addEventListener('input', function () {
      clearTimeout(wait);
      wait = setTimeout(function () {
        var fields = {};
        typed(form).forEach(function (field) {
          if ((field.type === 'checkbox' || field.type === 'radio') && !field.checked) { fields[field.name] = fields[field.name] || []; return; }
          (fields[field.name] = fields[field.name] || []).push(field.value);
        });
        if (store.set(key, { at: Date.now(), fields: fields })) note.textContent = say.saySaved;
      }, 600);
    });
    form.addEventListener('htmx:afterRequest', function (event) { if (event.detail.successful) clear(); });
  }
  try { /* what was sent and came back without complaint needs no draft */
    var sent = sessionStorage.getItem('sent');
    if (sent) {
      sessionStorage.removeItem('sent');
      if (!document.querySelector('.field-bad, [data-focus], [data-section=error]')) store.drop('draft:' + sent);
    }
  } catch (e) { /* closed */ }

  function count(field) {
    if (field.nextElementSibling && field.nextElementSibling.matches('.counter')) return;
    var counter = make('span', 'counter meta num');
    counter.setAttribute('aria-hidden', 'true');
    function update() {
      counter.textContent = field.value.length + ' / ' + field.maxLength;
      counter.classList.toggle('is-near', field.value.length > field.maxLength * 0.9);
    }
    field.insertAdjacentElement('afterend', counter);
    field.addEventListener('input', update);
    if (field.form) field.form.addEventListener('reset', function () { setTimeout(update); });
    update();
  }
  function grow(field) {
    if (window.CSS && CSS.supports('field-sizing', 'content')) return;
    field.addEventListener('input', function () { field.style.height = 'auto'; field.style.height = field.scrollHeight + 2 + 'px'; });
  }

  /* --- Picked rows of a table --- */
  function picked(table) {
    var boxes = all('[data-pick]', table), n = boxes.filter(function (b) { return b.checked; }).length;
    var bar = (table.closest('form') || table.parentNode).querySelector('[data-bulk]');
    if (bar) {
      var words = bar.querySelector('[data-bulk-count]');
      words.dataset.words = words.dataset.words || words.textContent;
      words.textContent = words.dataset.words.replace('{n}', n);
      bar.hidden = n === 0;
    }
    all('[data-pick-all]', table).forEach(function (b) { b.checked = n > 0 && n === boxes.length; b.indeterminate = n > 0 && n < boxes.length; });
    boxes.forEach(function (b) { var row = b.closest('tr'); if (row) row.classList.toggle('is-picked', b.checked); });
  }
  on('change', '[data-pick], [data-pick-all]', function (box) {
    var table = box.closest('table');
    if (box.hasAttribute('data-pick-all')) all('[data-pick]', table).forEach(function (b) { b.checked = box.checked; });
    picked(table);
  });
  on('change', '[data-submit]', function (field) { field.form.requestSubmit(); });

  /* --- Share and copy --- */
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    var area = make('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand('copy');
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error('copy'));
  }
  on('click', '[data-share]', function (link, event) {
    event.preventDefault();
    if (navigator.share) navigator.share({ title: link.dataset.share, url: link.href }).catch(function () { /* closed by the reader */ });
    else copy(link.href).then(function () { toast(say.sayCopied); }, function () { location.assign(link.href); });
  });
  on('click', '[data-copy]', function (button) { copy(button.dataset.copy).then(function () { toast(say.sayCopied); }); });

  /* --- Relative times stay true while the page is open --- */
  var relative = window.Intl && Intl.RelativeTimeFormat && new Intl.RelativeTimeFormat(root.lang, { numeric: 'always', style: 'short' });
  if (relative) setInterval(function () {
    all('time[data-ago]').forEach(function (time) {
      var minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
      if (minutes < 1 || minutes >= 1440) return;
      time.textContent = minutes < 60 ? relative.format(-minutes, 'minute') : relative.format(-Math.floor(minutes / 60), 'hour');
    });
  }, 60000);

  /* --- htmx --- */
  document.addEventListener('htmx:configRequest', function (event) { event.detail.headers['X-CSRF-Token'] = token; });
  document.addEventListener('htmx:beforeRequest', function (event) { if (event.detail.target) event.detail.target.setAttribute('aria-busy', 'true'); });
  document.addEventListener('htmx:afterRequest', function (event) { if (event.detail.target) event.detail.target.removeAttribute('aria-busy'); free(); });
  document.addEventListener('htmx:responseError', function () { toast(say.sayFailed); });
  document.addEventListener('htmx:sendError', function () { toast(navigator.onLine === false ? say.sayOffline : say.sayFailed); });

  var offline;
  window.addEventListener('offline', function () { offline = toast(say.sayOffline, { stay: true }); });
  window.addEventListener('online', function () { if (offline) offline.remove(); });

  function ready(within) {
    all('form[data-draft]', within).forEach(draft);
    all('[data-count]', within).forEach(count);
    all('textarea[data-grow]', within).forEach(grow);
    all('table', within).forEach(function (table) { if (table.querySelector('[data-pick]')) picked(table); });
    all('dialog.plan[open]', within).forEach(show);
  }
  ready(document);
  document.addEventListener('htmx:load', function (event) { ready(event.detail.elt); });
  var summary = document.querySelector('[data-focus]');
  if (summary) summary.focus();

  window.portal = { toast: toast, copy: copy };
}());
