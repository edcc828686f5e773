package text

// Words that any page may need.
var (
	InternalFault = T{"Non siamo riusciti a completare l'operazione. Riprova; se succede ancora, cita il codice.", "We could not complete this. Try again; if it happens again, quote the code."}
	PageMissing   = T{"Pagina non trovata, o non visibile per te.", "Page not found, or not visible to you."}
	CheckFields   = T{"Controlla i campi segnati: niente è stato salvato.", "Check the marked fields: nothing was saved."}
)
