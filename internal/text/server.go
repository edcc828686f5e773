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
	NavReferrals      = T{"Segnalazioni", "Referrals"}
	NavCases          = T{"Casi", "Cases"}
	NavImports        = T{"Importazioni", "Imports"}
	NavAdministration = T{"Amministrazione", "Administration"}
)

// The pages of the footer.
var (
	AccessibilityTitle = T{"Accessibilità", "Accessibility"}
	AccessibilityBody  = []T{
		{"Il programma segue le WCAG 2.1, livello AA: ogni pagina si usa da tastiera, senza JavaScript, a 320 pixel di larghezza e in stampa, e viene controllata in un browser con axe a ogni modifica.", "The program follows WCAG 2.1, level AA: every page works by keyboard, without JavaScript, 320 pixels wide and in print, and is checked in a browser with axe at every change."},
		{"La dichiarazione di accessibilità è dell'ente che offre il servizio: chiedila al referente della tua zona, a cui puoi anche segnalare ciò che non riesci a usare.", "The accessibility statement belongs to the body that offers the service: ask your zone's contact, to whom you can also report what you cannot use."},
	}
	PrivacyTitle = T{"Privacy", "Privacy"}
	PrivacyBody  = []T{
		{"Il programma usa solo cookie tecnici: la sessione, il dispositivo riconosciuto e il messaggio dopo un'azione. Nessun dato va a terzi e nessuna pagina carica qualcosa da altri siti.", "The program uses technical cookies only: the session, the known device and the message after an action. No data goes to others and no page loads anything from other sites."},
		{"Ogni lettura e ogni modifica di un fascicolo resta in un registro che nessuno può riscrivere senza che si veda. Il registro serve a proteggere le persone seguite, non a controllare a distanza chi lavora.", "Every reading and change of a case file stays in a log that nobody can rewrite unseen. The log protects the people in the files; it is not for watching those who work."},
		{"L'informativa completa (articoli 13 e 14 del Regolamento UE 2016/679) è quella degli enti titolari della zona.", "The full notice (articles 13 and 14 of Regulation EU 2016/679) is that of the controllers of your zone."},
	}
)
