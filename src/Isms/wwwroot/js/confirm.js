// <isms-confirm question yes no>: asks before the button inside sends its form.
customElements.define('isms-confirm', class extends HTMLElement {
  connectedCallback() {
    this.addEventListener('click', e => {
      const button = e.target.closest('button, input[type=submit]');
      if (!button || this.sure) return;
      e.preventDefault();
      this.ask(button);
    });
  }

  ask(button) {
    const dialog = document.createElement('dialog');
    dialog.className = 'ask';
    const question = document.createElement('p');
    question.textContent = this.getAttribute('question');
    const form = document.createElement('form');
    form.method = 'dialog';
    form.append(choice('no', this.getAttribute('no'), 'btn'), choice('yes', this.getAttribute('yes'), 'btn btn-danger'));
    dialog.append(question, form);
    dialog.setAttribute('aria-label', question.textContent);
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue !== 'yes') return button.focus();
      this.sure = true;
      button.click();
      this.sure = false;
    });
    document.body.append(dialog);
    dialog.showModal();
  }
});

function choice(value, text, className) {
  const button = document.createElement('button');
  button.value = value;
  button.textContent = text;
  button.className = className;
  return button;
}
