package text

// What is wrong with a referral.
var (
	ReferralReasonMissing   = T{"Scrivi il motivo: perché segnali questa persona.", "Write the reason: why you refer this person."}
	ReferralAskedMissing    = T{"Scrivi che cosa chiedi all'équipe.", "Write what you ask of the team."}
	ReferralNeedUnknown     = T{"Un bisogno non è fra quelli previsti: scegli dall'elenco.", "A need is not among those foreseen: choose from the list."}
	ReferralServiceUnknown  = T{"Un servizio non è fra quelli previsti: scegli dall'elenco.", "A service is not among those foreseen: choose from the list."}
	ReferralUrgencyChoose   = T{"Scegli se è urgente.", "Choose whether it is urgent."}
	ReferralUrgencyReason   = T{"Scrivi perché è urgente: che cosa succede se si aspetta.", "Write why it is urgent: what happens if it waits."}
	ReferralInformedChoose  = T{"Scegli se la persona sa della segnalazione.", "Choose whether the person knows of the referral."}
	ReferralChannelChoose   = T{"Scegli come è arrivata la segnalazione.", "Choose how the referral came in."}
	ReferralBodyMissing     = T{"Scegli l'ente che segnala, o scrivine il nome.", "Choose the body that refers, or write its name."}
	ReferralSenderMissing   = T{"Scrivi il nome di chi segnala.", "Write the name of whoever refers."}
	ReferralOutcomeChoose   = T{"Scegli l'esito.", "Choose the outcome."}
	ReferralOutcomeReason   = T{"Scrivi il motivo: serve a chi ha segnalato.", "Write the reason: whoever referred needs it."}
	ReferralQuestionMissing = T{"Scrivi che cosa manca: chi ha segnalato lo legge e risponde.", "Write what is missing: whoever referred reads it and answers."}
	ReferralAdviceMissing   = T{"Scrivi a quale servizio rivolgersi.", "Write which service to turn to."}
	ReferralReplyMissing    = T{"Scrivi la risposta.", "Write the answer."}
	ReferralAnsweredAlready = T{"A questa segnalazione è già stato risposto: ricarica la pagina per leggere l'esito.", "This referral has been answered already: reload the page to read the outcome."}
	ReferralNothingAsked    = T{"Non c'è una domanda che aspetta risposta: ricarica la pagina per vedere come sta.", "No question waits for an answer: reload the page to see where it stands."}
	ReferralCaseClosed      = T{"Intanto il caso è stato chiuso: riaprilo, oppure scegli un altro esito.", "The case was closed meanwhile: reopen it, or choose another outcome."}
	ReferralSavedByOther    = T{"%s ha salvato alle %s. Ricarica la pagina per vedere come sta adesso: il tuo testo è ancora sotto.", "%s saved at %s. Reload the page to see how it stands now: your text is still below."}
	ReferralSavedMeanwhile  = T{"La segnalazione è cambiata alle %s. Ricarica la pagina per vedere come sta adesso: il tuo testo è ancora sotto.", "The referral changed at %s. Reload the page to see how it stands now: your text is still below."}
	ReferralNotYourChannel  = T{"Questa segnalazione parte dal tuo account: lascia vuoto il canale.", "This referral is sent by your own account: leave the channel empty."}
	ReferralSenderIsYou     = T{"Chi segnala sei tu: lascia vuoto questo campo.", "You are the sender: leave this field empty."}
	ReferralReceivedIsToday = T{"Una segnalazione che parte dal programma arriva oggi: lascia vuota la data.", "A referral sent in the program arrives today: leave the date empty."}
	ReferralDirectReason    = T{"La persona si è presentata da sola.", "The person came alone."}
	ReferralDirectSender    = T{"la persona stessa", "the person"}
	ReferralNewEpisode      = T{"Nuova segnalazione", "New referral"}
	ReferralStep            = T{"Segnalazione n. %d", "Referral no. %d"}
	ReferralStateUnknown    = T{"Questo filtro non c'è: scegline uno dall'elenco.", "There is no such filter: choose one from the list."}
)
