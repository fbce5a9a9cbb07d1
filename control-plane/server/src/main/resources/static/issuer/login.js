for (const person of document.querySelectorAll('.people button')) {
  person.addEventListener('click', () => {
    document.getElementById('email').value = person.dataset.email;
    document.getElementById('password').value = person.dataset.password;
    document.querySelector('.primary').focus();
  });
}
