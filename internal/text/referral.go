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

// The operations on referrals.
var (
	APIReferralsNoun    = T{"Segnalazioni", "Referrals"}
	APIReferralsTitle   = T{"Elenco delle segnalazioni", "List of referrals"}
	APIReferralsAbout   = T{"Chi segnala vede le proprie; coordinamento e segreteria quelle della zona. Quelle senza esito vengono in ordine di termine, le altre dalla più recente.", "A referrer sees their own; coordination and secretariat those of the zone. Those without an outcome come in the order of their terms, the others newest first."}
	APIReferralNewTitle = T{"Segnalazione di una persona", "Referral of a person"}
	APIReferralNewAbout = T{"Chi segnala manda con il proprio utente; coordinamento e segreteria anche per conto di altri, con channel, referrer_id o sender_body e sender_name. A chi segnala la risposta è la stessa che la persona sia già conosciuta o no. A chi lavora qui, se ci sono persone simili che non ha guardato, la risposta è 409 con i candidati.", "A referrer sends with their own user; coordination and secretariat also for others, with channel, referrer_id or sender_body and sender_name. For a referrer the answer is the same whether the person is known or not. For who works here, when there are similar people that were not looked at, the answer is 409 with the candidates."}
	APIReferralTitle    = T{"Una segnalazione", "One referral"}
	APIReferralAbout    = T{"Chi segnala legge quello che ha mandato, che cosa si chiede, l'esito e la decisione dell'équipe. Chi lavora qui non legge bisogni e servizi di una sezione che non è sua.", "A referrer reads what they sent, what is asked, the outcome and the team's decision. Who works here does not read needs and services of a section that is not theirs."}
	APIOutcomeTitle     = T{"Esito della prevalutazione", "Outcome of the pre-assessment"}
	APIOutcomeAbout     = T{"Solo il coordinamento. to_team porta il caso in équipe; other_service (con advice) e not_admitted lo concludono se nessun'altra segnalazione aspetta; con to_complete reason è la domanda a chi ha segnalato. 409 se intanto è cambiata o ha già un esito.", "Coordination only. to_team brings the case before the team; other_service (with advice) and not_admitted end it when no other referral waits; with to_complete reason is the question to the sender. 409 when it changed meanwhile or has an outcome already."}
	APIReplyTitle       = T{"Risposta di chi ha segnalato", "Answer of the sender"}
	APIReplyAbout       = T{"Risponde alla domanda di una segnalazione da completare: chi l'ha mandata, o la segreteria se la risposta è arrivata per altra via. 409 se non si chiede niente.", "Answers the question of a referral to be completed: its sender, or the secretariat when the answer came another way. 409 when nothing is asked."}
)
