package text

// What one can be told by mail, as the page of choices names it.
var (
	NoticeReferralOutcome  = T{"Una mia segnalazione ha una risposta", "A referral of mine has an answer"}
	NoticeReferralQuestion = T{"Mi chiedono qualcosa su una mia segnalazione", "I am asked about a referral of mine"}
	NoticeReferralArrived  = T{"Sono arrivate segnalazioni (una mail al giorno, alle 7)", "Referrals have arrived (one mail a day, at 7)"}
	NoticeReferralAnswered = T{"Chi ha segnalato ha risposto a una mia domanda", "Whoever made a referral has answered my question"}
	NoticeSittingCalled    = T{"Sono convocato a una seduta, con l'appuntamento per il calendario", "I am called to a sitting, with the entry for my calendar"}
	NoticeSittingChanged   = T{"Una seduta a cui sono convocato cambia", "A sitting I am called to changes"}
	NoticeSittingCancelled = T{"Una seduta a cui sono convocato è annullata", "A sitting I am called to is cancelled"}
	NoticeMinutes          = T{"C'è un verbale da approvare", "There are minutes to approve"}
	NoticeStep             = T{"Ho un passo da fare in un caso (una mail al giorno, alle 7)", "I have a step to take in a case (one mail a day, at 7)"}
	NoticeCaseAssigned     = T{"Un caso è affidato a me", "A case is given to me"}
	NoticeDeviceNew        = T{"Qualcuno è entrato con il mio account da un dispositivo mai visto", "Somebody signed in to my account from a device never seen"}
	NoticeAccessChanged    = T{"Cambia il modo in cui entro: password, secondo fattore, codici", "How I sign in changes: password, second factor, codes"}
)

// The mails: only numbers, days, hours, a seat and the link to the page. Subject, then body.
var (
	MailReferralOutcome      = T{"SIIL: c'è una risposta alla segnalazione n. %[1]s", "SIIL: referral no. %[1]s has an answer"}
	MailReferralOutcomeBody  = T{"La segnalazione n. %[1]s ha una risposta. Leggila qui:", "Referral no. %[1]s has an answer. Read it here:"}
	MailReferralQuestion     = T{"SIIL: serve qualcosa per la segnalazione n. %[1]s", "SIIL: something is needed for referral no. %[1]s"}
	MailReferralQuestionBody = T{"Il coordinamento chiede qualcosa sulla segnalazione n. %[1]s. Leggi la domanda e rispondi qui:", "The coordinator asks something about referral no. %[1]s. Read the question and answer here:"}
	MailReferralArrived      = T{"SIIL: è arrivata la segnalazione n. %[1]s", "SIIL: referral no. %[1]s has arrived"}
	MailReferralArrivedBody  = T{"È arrivata la segnalazione n. %[1]s. Guardala qui:", "Referral no. %[1]s has arrived. Look at it here:"}
	MailReferralsArrived     = T{"SIIL: sono arrivate %[1]d segnalazioni", "SIIL: %[1]d referrals have arrived"}
	MailReferralsArrivedBody = T{"Da ieri sono arrivate queste segnalazioni. Guardale qui:", "These referrals have arrived since yesterday. Look at them here:"}
	MailReferralLine         = T{"Segnalazione n. %[1]s", "Referral no. %[1]s"}
	MailReferralAnswered     = T{"SIIL: risposta sulla segnalazione n. %[1]s", "SIIL: answer about referral no. %[1]s"}
	MailReferralAnsweredBody = T{"È arrivata la risposta alla tua domanda sulla segnalazione n. %[1]s. Leggila qui:", "The answer to your question about referral no. %[1]s has come. Read it here:"}
	MailSittingCalled        = T{"SIIL: seduta d'équipe del %[1]s alle %[2]s", "SIIL: team sitting on %[1]s at %[2]s"}
	MailSittingCalledBody    = T{"Sei convocato alla seduta d'équipe.\n\nGiorno: %[1]s\nOra: %[2]s\nSede: %[3]s\n\nDi' se vieni e guarda l'ordine del giorno qui:", "You are called to the team sitting.\n\nDay: %[1]s\nHour: %[2]s\nPlace: %[3]s\n\nSay whether you come and see the agenda here:"}
	MailSittingChanged       = T{"SIIL: cambia la seduta d'équipe, ora il %[1]s alle %[2]s", "SIIL: the team sitting changes, now on %[1]s at %[2]s"}
	MailSittingChangedBody   = T{"La seduta d'équipe a cui sei convocato è cambiata. Adesso è così.\n\nGiorno: %[1]s\nOra: %[2]s\nSede: %[3]s\n\nDi' se vieni e guarda l'ordine del giorno qui:", "The team sitting you are called to has changed. Now it is so.\n\nDay: %[1]s\nHour: %[2]s\nPlace: %[3]s\n\nSay whether you come and see the agenda here:"}
	MailSittingCancelled     = T{"SIIL: annullata la seduta d'équipe del %[1]s", "SIIL: the team sitting of %[1]s is cancelled"}
	MailSittingCancelledBody = T{"La seduta d'équipe del %[1]s alle %[2]s è annullata. Il motivo è qui:", "The team sitting of %[1]s at %[2]s is cancelled. The reason is here:"}
	MailMinutes              = T{"SIIL: verbale da approvare, seduta del %[1]s", "SIIL: minutes to approve, sitting of %[1]s"}
	MailMinutesBody          = T{"Il verbale della seduta del %[1]s è pronto. Rileggilo e approvalo qui:", "The minutes of the sitting of %[1]s are ready. Read and approve them here:"}
	MailStep                 = T{"SIIL: hai un passo da fare nel caso n. %[1]s", "SIIL: you have a step to take in case no. %[1]s"}
	MailStepBody             = T{"L'équipe ti ha dato un passo da fare nel caso n. %[1]s (scadenza: %[2]s). Guardalo qui:", "The team gave you a step to take in case no. %[1]s (due: %[2]s). See it here:"}
	MailSteps                = T{"SIIL: hai %[1]d passi da fare", "SIIL: you have %[1]d steps to take"}
	MailStepsBody            = T{"L'équipe ti ha dato questi passi da fare. Guardali qui:", "The team gave you these steps to take. See them here:"}
	MailStepLine             = T{"Caso n. %[1]s (scadenza: %[2]s)", "Case no. %[1]s (due: %[2]s)"}
	MailCaseAssigned         = T{"SIIL: sei case manager del caso n. %[1]s", "SIIL: you are case manager of case no. %[1]s"}
	MailCaseAssignedBody     = T{"Il caso n. %[1]s è affidato a te. Aprilo qui:", "Case no. %[1]s is given to you. Open it here:"}
	MailDeviceNew            = T{"SIIL: accesso da un dispositivo nuovo", "SIIL: sign-in from a new device"}
	MailDeviceNewBody        = T{"Il %[1]s alle %[2]s qualcuno è entrato con il tuo account da un dispositivo mai visto. Se non sei stato tu, chiudi quella sessione e cambia la password qui:", "On %[1]s at %[2]s somebody signed in to your account from a device never seen. If it was not you, end that session and change your password here:"}
	MailAccessChanged        = T{"SIIL: è cambiato il tuo accesso", "SIIL: your sign-in has changed"}
	MailAccessChangedBody    = T{"Il %[2]s alle %[3]s, sul tuo account: %[1]s. Se non ne sai niente, chiama subito chi amministra SIIL nella tua zona. Il tuo profilo è qui:", "On %[2]s at %[3]s, on your account: %[1]s. If you know nothing of it, call whoever administers SIIL in your zone at once. Your profile is here:"}
	MailFoot                 = T{"Questa mail non contiene dati personali e non si risponde. Scegli che cosa ricevere qui:", "This mail holds no personal data and takes no answer. Choose what you receive here:"}
	MailTest                 = T{"SIIL: prova della posta", "SIIL: test of the mail"}
	MailTestBody             = T{"La posta della zona parte. Le impostazioni sono qui:", "The zone's mail leaves. The settings are here:"}
	MailDayNone              = T{"nessuna", "none"}
	MailSeatNone             = T{"è scritta nella pagina", "it stands on the page"}
)

// MailWords are the codes that a mail may say in words.
var MailWords = map[string]T{
	"recovery_code":      {"un codice di recupero è stato usato al posto del secondo fattore", "a recovery code was used in place of the second factor"},
	"password_changed":   {"la password è cambiata", "the password has changed"},
	"password_reset":     {"chi amministra ha dato una password nuova", "an administrator gave a new password"},
	"factor_changed":     {"il secondo fattore è cambiato", "the second factor has changed"},
	"factor_reset_asked": {"chi amministra ha chiesto di togliere il secondo fattore", "an administrator asked to take the second factor away"},
	"factor_reset":       {"il secondo fattore è stato tolto", "the second factor was taken away"},
}

// The pages on which mail and calls are settled.
var (
	NoticesTitle = T{"Che cosa ricevi per posta", "What you receive by mail"}
	NoticesText  = T{"Le mail vanno all'indirizzo con cui entri. Non contengono mai nomi: dicono che c'è qualcosa da leggere, e dove. Quello che togli resta nella pagina «Oggi».", "Mail goes to the address you sign in with. It never holds names: it says that there is something to read, and where. What you leave out stays on the page “Today”."}
	NoticesLabel = T{"Scrivimi quando", "Write to me when"}
	NoticesSave  = T{"Salva le scelte", "Save the choices"}
	NoticesSaved = T{"Scelte salvate.", "Choices saved."}
	NoticesSee   = T{"Scegli che cosa ricevere", "Choose what you receive"}
	NoticesWord  = T{"Posta", "Mail"}

	MailTitle         = T{"Posta che parte", "Outgoing mail"}
	MailSettingTitle  = T{"Server di posta della zona", "The zone's mail server"}
	MailServer        = T{"Server", "Server"}
	MailServerHint    = T{"smtp://host:porta oppure smtps://host:porta. Vuoto: la zona non ha un server suo.", "smtp://host:port or smtps://host:port. Empty: the zone has no server of its own."}
	MailSender        = T{"Mittente", "Sender"}
	MailSenderHint    = T{"L'indirizzo da cui partono le mail. Nessuno legge le risposte.", "The address that mail leaves from. Nobody reads the answers."}
	MailLogin         = T{"Utente", "User"}
	MailPasswordLabel = T{"Password", "Password"}
	MailPasswordKept  = T{"C'è una password. Lascia vuoto per tenerla.", "There is a password. Leave this empty to keep it."}
	MailSave          = T{"Salva il server", "Save the server"}
	MailSaved         = T{"Server di posta salvato.", "Mail server saved."}
	MailTestDo        = T{"Manda una prova", "Send a test"}
	MailTestQueued    = T{"La prova parte entro un minuto, al tuo indirizzo. Se non parte, qui sotto trovi perché.", "The test leaves within a minute, to your address. If it does not, you find below why."}
	MailNoServer      = T{"Nessun server di posta: le mail restano qui finché non ne scrivi uno.", "No mail server: mail stays here until you set one."}
	MailNoAddress     = T{"SIIL non sa a quale indirizzo risponde: nelle mail mancano i collegamenti. Chi gestisce la macchina lo scrive con --public-url.", "SIIL does not know which address it answers at: mail has no links. Whoever runs the machine sets it with --public-url."}
	MailFallback      = T{"La zona non ha un server suo: la posta parte da quello del programma.", "The zone has no server of its own: mail leaves from the program's."}
	MailCountsTitle   = T{"Per tipo, ultimi 30 giorni", "By kind, last 30 days"}
	MailKind          = T{"Tipo", "Kind"}
	MailWaiting       = T{"Aspettano", "Waiting"}
	MailFailed        = T{"Non partite", "Not sent"}
	MailSent          = T{"Partite", "Sent"}
	MailRowsTitle     = T{"Non ancora partite", "Not sent yet"}
	MailRowsText      = T{"Le più recenti, fino a 50.", "The newest, up to 50."}
	MailNone          = T{"Nessuna mail aspetta e nessuna è rimasta indietro.", "No mail waits and none was left behind."}
	MailTo            = T{"A", "To"}
	MailMade          = T{"Scritta", "Written"}
	MailRetry         = T{"Riprova adesso", "Retry now"}
	MailDrop          = T{"Butta", "Drop"}
	MailRetried       = T{"Parte entro un minuto.", "It leaves within a minute."}
	MailDropped       = T{"Mail buttata: non partirà.", "Mail dropped: it will not leave."}
	MailLeaving       = T{"Questa mail è già partita, o parte in questo momento: ricarica la pagina.", "This mail has left already, or is leaving just now: reload the page."}
	MailAt            = T{"parte dal %s", "leaves from %s"}
	MailTries         = T{"%s, tentativi: %d, il prossimo dal %s", "%s, tries: %d, the next from %s"}
	MailTestWord      = T{"Prova della posta", "Test of the mail"}

	MailServerWrong   = T{"Il server non si legge: scrivi per esempio smtp://posta.zona.it:587, senza utente e password.", "The server cannot be read: write for example smtp://mail.zone.org:587, without user and password."}
	MailSenderWrong   = T{"Il mittente non è un indirizzo: scrivi per esempio siil@zona.it.", "The sender is no address: write for example siil@zone.org."}
	MailLoginWrong    = T{"L'utente ha segni che non si possono usare: riscrivilo su una riga.", "The user holds signs that cannot be used: write it again on one line."}
	MailLoginNeeded   = T{"C'è una password ma manca l'utente: scrivilo, o togli la password.", "There is a password but no user: write it, or take the password away."}
	MailPasswordWrong = T{"La password è troppo lunga o ha segni che non si possono usare: riscrivila.", "The password is too long or holds signs that cannot be used: write it again."}
	MailPasswordAgain = T{"Server o utente sono cambiati: scrivi di nuovo la password.", "Server or user have changed: write the password again."}
	NoticeNotYours    = T{"Un avviso non è fra quelli che ti riguardano: scegli dall'elenco.", "A notice is not among those that concern you: choose from the list."}
)

// MailCauses are why a mail did not leave.
var MailCauses = map[string]T{
	"address":     {"l'indirizzo non è valido", "the address is not valid"},
	"refused":     {"il server del destinatario l'ha rifiutata", "the receiver's server refused it"},
	"later":       {"il server dice di riprovare", "the server says to try again"},
	"sender":      {"il server non accetta il mittente", "the server does not accept the sender"},
	"unreachable": {"il server non risponde, o non accetta utente e password", "the server does not answer, or does not accept user and password"},
	"unknown":     {"non si sa se è partita: chiedi a chi doveva riceverla prima di riprovare", "nobody knows whether it left: ask its receiver before you retry"},
	"sending":     {"parte adesso", "leaving now"},
	"disabled":    {"l'account è disattivato", "the account is disabled"},
	"unwanted":    {"chi la riceve ha scelto di non riceverla", "its receiver chose not to get it"},
	"by_hand":     {"buttata da chi amministra", "dropped by an administrator"},
}

// Calls to other systems.
var (
	HooksTitle      = T{"Collegamenti ad altri programmi", "Links to other programs"}
	HooksText       = T{"SIIL può avvisare un altro programma quando succede qualcosa. Manda solo codici e id, mai dati personali: chi li riceve legge il resto con il suo token, se può. Ogni chiamata è firmata.", "SIIL can tell another program when something happens. It sends codes and ids only, never personal data: whoever gets them reads the rest with their token, if they may. Each call is signed."}
	HookURL         = T{"Indirizzo", "Address"}
	HookURLHint     = T{"Comincia con https://", "Begins with https://"}
	HookEvents      = T{"Avvisa quando", "Call when"}
	HookAdd         = T{"Aggiungi il collegamento", "Add the link"}
	HookNew         = T{"Nuovo collegamento", "New link"}
	HookMade        = T{"Collegamento aggiunto. Questo è il segreto con cui si controlla la firma:", "Link added. This is the secret that the signature is checked with:"}
	HookOnce        = T{"Copialo adesso: non si vede più.", "Copy it now: it is not shown again."}
	HookEnd         = T{"Chiudi", "End"}
	HookEnded       = T{"Collegamento chiuso: non parte più niente.", "Link ended: nothing leaves any more."}
	HookCallsTitle  = T{"Chiamate", "Calls"}
	HookCallsText   = T{"Le più recenti, fino a 50.", "The newest, up to 50."}
	HookCallsNone   = T{"Ancora nessuna chiamata.", "No call yet."}
	HookTaken       = T{"ricevuta (%d)", "taken (%d)"}
	HookWaits       = T{"parte dal %s", "leaves from %s"}
	HookFailing     = T{"%s, tentativi: %d, il prossimo dal %s", "%s, tries: %d, the next from %s"}
	HookGivenUp     = T{"%s, tentativi: %d", "%s, tries: %d"}
	HookNever       = T{"non partita", "not sent"}
	HookStatus      = T{"risposta %d", "answer %d"}
	HookNoAnswer    = T{"nessuna risposta", "no answer"}
	HookDenied      = T{"indirizzo di una rete privata: non si chiama", "address of a private network: not called"}
	HookURLWrong    = T{"L'indirizzo non si può chiamare: scrivi un indirizzo https:// di un server pubblico, senza utente e password.", "The address cannot be called: write an https:// address of a public server, without user and password."}
	HookEventsWrong = T{"Scegli quando avvisare.", "Choose when to call."}
	HookTooMany     = T{"Ci sono già %d collegamenti: chiudine uno.", "There are %d links already: end one."}
)

// HookEventWords are the events in words.
var HookEventWords = map[string]T{
	"referral.outcome": {"Una segnalazione ha una risposta", "A referral has an answer"},
	"sitting.decision": {"L'équipe decide su un caso", "The team decides on a case"},
}

// The operations on notices and webhooks.
var (
	APINoticesTitle    = T{"Che cosa ricevo per posta", "What I receive by mail"}
	APINoticesAbout    = T{"Gli avvisi che riguardano i tuoi ruoli, con la tua scelta.", "The notices that concern your roles, with your choice."}
	APINoticesPutTitle = T{"Scegli che cosa ricevere", "Choose what you receive"}
	APINoticesPutAbout = T{"Cambia la scelta per gli avvisi nominati; gli altri restano come sono. Un codice che non ti riguarda è un errore 422.", "Changes the choice for the notices named; the others stay as they are. A code that does not concern you is an error 422."}
	APIHooksTitle      = T{"Elenco dei collegamenti", "List of webhooks"}
	APIHooksAbout      = T{"I programmi che SIIL avvisa adesso; amministrazione. Il segreto non si rilegge.", "The programs that SIIL calls now; administrators. The secret cannot be read again."}
	APIHookNewTitle    = T{"Nuovo collegamento", "New webhook"}
	APIHookNewAbout    = T{"Avvisa un altro programma agli eventi scelti; amministrazione. L'indirizzo è https e di un server pubblico. Il segreto della firma c'è solo in questa risposta.", "Calls another program at the chosen events; administrators. The address is https and of a public server. The secret of the signature is in this answer only."}
	APIHookEndTitle    = T{"Chiudi un collegamento", "End a webhook"}
	APIHookEndAbout    = T{"Da ora non parte più niente verso quel programma, neanche quello che aspettava; amministrazione.", "From now nothing leaves for that program, not even what was waiting; administrators."}
)
