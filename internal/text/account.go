package text

// Words of accounts: what is wrong with them.
var (
	AccountEmailWrong = T{"L'indirizzo e-mail non è valido: controllalo.", "The e-mail address is not valid: check it."}
	AccountNameWrong  = T{"Scrivi il nome, al massimo 80 caratteri.", "Write the name, at most 80 characters."}
	AccountRolesClash = T{"Chi amministra gli utenti non può avere ruoli che aprono i casi: scegli l'uno o gli altri.", "Whoever administers users cannot have roles that open cases: choose one or the other."}
)
