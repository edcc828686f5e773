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
