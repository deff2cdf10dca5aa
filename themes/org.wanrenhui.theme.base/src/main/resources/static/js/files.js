/* Uploads what is chosen, dropped or pasted while one goes on writing. Without it the form sends the files itself. */
(function () {
  'use strict';
  var token = (document.querySelector('meta[name=csrf]') || {}).content || '';
  var taken = /^(image\/(jpeg|png|gif)|application\/pdf|application\/vnd\.openxmlformats-.*|text\/plain)$/;

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }
  function hidden(name, value) {
    var field = make('input');
    field.type = 'hidden'; field.name = name; field.value = value;
    return field;
  }
  /* The portal takes no WebP or HEIC, and no picture beyond its limit; a browser that can read such a one draws it as JPEG. */
  function drawn(file, largest) {
    var again = /^image\//.test(file.type) && (!taken.test(file.type) || file.size > largest);
    if (!again || !window.createImageBitmap) return Promise.resolve(file);
    return createImageBitmap(file).then(function (picture) {
      var scale = Math.min(1, 3200 / Math.max(picture.width, picture.height)), canvas = make('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      var pen = canvas.getContext('2d');
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) {
        canvas.toBlob(function (blob) { done(blob ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file); }, 'image/jpeg', 0.9);
      });
    }).catch(function () { return file; });
  }

  document.querySelectorAll('[data-files]').forEach(function (box) {
    var form = box.closest('form'), list = box.querySelector('.files-list'), field = box.querySelector('input[type=file]');
    var status = box.querySelector('[role=status]'), say = box.dataset, under = 0, button = form.querySelector('button[type=submit]');
    box.classList.add('is-live');

    list.addEventListener('change', function (event) {
      if (event.target.name === 'drop') { event.target.closest('li').remove(); changed(); }
    });
    function changed() { form.dispatchEvent(new Event('input', { bubbles: true })); }
    function busy(by) {
      under += by;
      if (button) { button.disabled = under > 0; button.toggleAttribute('aria-busy', under > 0); }
    }
    function failed(item, words) {
      var note = item.querySelector('.files-note');
      note.textContent = words;
      note.classList.add('text-danger');
      note.setAttribute('role', 'alert');
      var bar = item.querySelector('progress');
      if (bar) bar.remove();
    }
    function add(file) {
      var item = make('li', 'row-line'), middle = make('span', 'grow'), note = make('span', 'meta files-note'), bar = make('progress', 'bar bar-brand');
      var remove = make('button', 'btn btn-plain btn-sm', say.sayRemove), call;
      remove.type = 'button';
      remove.setAttribute('aria-label', say.sayRemove + ' ' + file.name);
      bar.max = 100; bar.value = 0;
      bar.setAttribute('aria-label', file.name);
      middle.append(make('span', '', file.name), bar, note);
      item.append(middle, remove);
      list.appendChild(item);
      remove.addEventListener('click', function () {
        if (call && call.readyState !== 4) call.abort();
        item.remove();
        field.focus();
        changed();
      });
      if (list.children.length > Number(say.most)) { failed(item, say.sayMost); return; }
      busy(1);
      drawn(file, Number(say.largest)).then(function (ready) {
        if (ready.size > Number(say.largest)) { busy(-1); failed(item, say.sayLarge); return; }
        var data = new FormData();
        data.append('files', ready, ready.name || 'picture.png');
        call = new XMLHttpRequest();
        call.open('POST', say.files);
        call.setRequestHeader('X-CSRF-Token', token);
        call.setRequestHeader('Accept', 'application/json');
        call.responseType = 'json';
        call.upload.addEventListener('progress', function (event) { if (event.lengthComputable) bar.value = Math.round(event.loaded / event.total * 100); });
        call.addEventListener('loadend', function () {
          busy(-1);
          if (!item.isConnected) return;
          var answer = call.response || {};
          if (call.status !== 201) { failed(item, (answer.errors && answer.errors[0] && answer.errors[0].message) || answer.detail || say.sayFailed); return; }
          done(item, middle, answer);
        });
        call.send(data);
      });
    }
    function done(item, middle, file) {
      middle.textContent = '';
      middle.append(make('span', '', file.name), hidden('file', file.id));
      if (file.preview) {
        var picture = make('img', 'files-preview'), alt = make('input', 'form-control');
        picture.src = file.preview; picture.alt = ''; picture.width = 64; picture.height = 64;
        item.insertBefore(picture, middle);
        if (say.described === 'false') alt.type = 'hidden';
        alt.name = 'alt'; alt.maxLength = 200; alt.placeholder = say.sayAlt;
        alt.setAttribute('data-no-draft', '');
        alt.setAttribute('aria-label', say.sayAlt + ' ' + file.name);
        middle.append(alt);
      } else middle.append(hidden('alt', ''));
      status.textContent = say.sayDone.replace('{name}', file.name);
      changed();
    }
    function take(files) { Array.prototype.forEach.call(files, add); }

    field.addEventListener('change', function () { take(Array.prototype.slice.call(field.files)); field.value = ''; });
    form.addEventListener('paste', function (event) {
      var files = event.clipboardData && event.clipboardData.files;
      if (files && files.length) { event.preventDefault(); take(files); }
    });
    form.addEventListener('dragover', function (event) {
      if (event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, 'Files') >= 0) { event.preventDefault(); form.classList.add('is-dropping'); }
    });
    ['dragleave', 'drop'].forEach(function (type) { form.addEventListener(type, function () { form.classList.remove('is-dropping'); }); });
    form.addEventListener('drop', function (event) {
      if (event.dataTransfer && event.dataTransfer.files.length) { event.preventDefault(); take(event.dataTransfer.files); }
    });
    form.addEventListener('submit', function (event) { if (under > 0) event.preventDefault(); });
  });
}());
