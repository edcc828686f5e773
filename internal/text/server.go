package text

// Words of the server and of the command line.
var (
	CrossSite    = T{"La richiesta arriva da un altro sito e non è stata eseguita. Riprova da questa pagina.", "The request comes from another site and was not carried out. Try again from this page."}
	BodyTooLarge = T{"Quello che hai mandato pesa %d MB: il massimo è %d.", "What you sent weighs %d MB: the maximum is %d."}
	AddressTaken = T{"L'indirizzo %s non si può usare: forse è già occupato da un altro programma. Scegline un altro con --addr.", "The address %s cannot be used: perhaps another program holds it. Choose another with --addr."}
)

// Words of the jobs and of the start.
var (
	CheckpointSubject = T{"SIIL %s: sigillo del registro del %s", "SIIL %s: checkpoint of the log of %s"}
	CheckpointBody    = T{"Questo è il sigillo di oggi del registro degli accessi. Conservalo: con un sigillo passato chiunque può controllare\nche il registro sia solo cresciuto. Chiave pubblica: %s\n\n%s", "This is today's checkpoint of the log of accesses. Keep it: with an earlier checkpoint anybody can check\nthat the log has only grown. Public key: %s\n\n%s"}
	MailAddress       = T{"L'indirizzo del server di posta non è valido: scrivi smtp://utente:password@host:porta", "The address of the mail server is not valid: write smtp://user:password@host:port"}
	GuidelinesBroken  = T{"Le linee guida non stanno insieme:\n%s", "The guidelines do not hold together:\n%s"}

	NavToday          = T{"Oggi", "Today"}
	NavCases          = T{"Casi", "Cases"}
	NavImports        = T{"Importazioni", "Imports"}
	NavAdministration = T{"Amministrazione", "Administration"}
)
