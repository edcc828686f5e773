package text

// Words of the first screen.
var (
	TodayTitle   = T{"Oggi, %s", "Today, %s"}
	TodayAll     = T{"Tutto", "All"}
	TodayCaption = T{"Che cosa fare", "What to do"}
	TodayNothing = T{"Niente da fare oggi.", "Nothing to do today."}
	TodayNext    = T{"La prossima data è %s: %s.", "The next date is %s: %s."}
	TodayNoNext  = T{"Non ci sono altre date fissate.", "No other dates are set."}
	TodayGroup   = T{"%s, %s", "%s, %s"}
	TodaySeeAll  = T{"Vedi tutti: %s", "See all: %s"}
	TodayWhen    = T{"Quando", "When"}
	TodayWho     = T{"Chi", "Who"}
	TodayWhat    = T{"Che cosa", "What"}
	TodayDo      = T{"Azione", "Action"}
	TodayCases   = T{"Vai a Casi", "Go to Cases"}
)

// Groups of the first screen.
var (
	GroupLate       = T{"In ritardo", "Late"}
	GroupToday      = T{"Oggi", "Today"}
	GroupNone       = T{"Senza prossima data", "Without a next date"}
	GroupWeek       = T{"Nei prossimi 7 giorni", "Within 7 days"}
	GroupReview     = T{"Sospesi da riesaminare", "Suspended, to be reviewed"}
	GroupOffers     = T{"Casi offerti a te", "Cases offered to you"}
	GroupUnmanaged  = T{"Senza case manager", "Without a case manager"}
	GroupWaiting    = T{"Passaggi in attesa di risposta", "Hand-overs waiting for an answer"}
	GroupNoCode     = T{"Codici fiscali da completare", "Tax codes to be completed"}
	GroupZoneNone   = T{"Senza prossima data, in zona", "Without a next date, in the zone"}
	GroupZoneLook   = T{"Sospesi da riesaminare, in zona", "Suspended, to be reviewed, in the zone"}
	GroupReferrals  = T{"Segnalazioni da valutare", "Referrals to assess"}
	GroupQuestions  = T{"Ti chiedono qualcosa", "You are asked something"}
	GroupSent       = T{"Le tue segnalazioni", "Your referrals"}
	GroupSteps      = T{"Passi che l'équipe ti ha dato", "Steps that the team gave you"}
	GroupSitting    = T{"Prossima seduta", "Next sitting"}
	GroupMinutes    = T{"Verbali da approvare", "Minutes to approve"}
	GroupChecks     = T{"Verifiche da fare", "Checks to make"}
	GroupFollowUps  = T{"Follow-up da fare", "Follow-ups to make"}
	GroupZoneChecks = T{"Verifiche da fare, in zona", "Checks to make, in the zone"}
	GroupOther      = T{"Da sistemare", "To be settled"}
)

// Rows of the first screen.
var (
	RowLastContact  = T{"%s. Ultimo movimento il %s", "%s. Last move on %s"}
	RowSinceState   = T{"%s dal %s", "%s since %s"}
	RowReviewWas    = T{"Sospesa. Riesame fissato per il %s", "Suspended. Review set for %s"}
	RowOffer        = T{"%s ti passa il caso: %s", "%s hands the case over to you: %s"}
	RowOfferNobody  = T{"Il coordinamento ti passa il caso: %s", "The coordinator hands the case over to you: %s"}
	RowOfferWaits   = T{"Da %s a %s", "From %s to %s"}
	RowOfferCase    = T{"Caso n. %d", "Case no. %d"}
	RowNoManager    = T{"nessuno", "nobody"}
	RowSince        = T{"da %d giorni", "for %d days"}
	RowSinceOne     = T{"da 1 giorno", "for 1 day"}
	RowSinceToday   = T{"da oggi", "since today"}
	RowNoCodeWhat   = T{"Manca il codice fiscale", "The tax code is missing"}
	RowReferral     = T{"N. %s, da %s", "No. %s, from %s"}
	RowReferralFrom = T{"%s, %s", "%s, %s"}
	RowNoTerm       = T{"senza scadenza", "no due date"}
	RowSitting      = T{"Seduta d'équipe, %s", "Team sitting, %s"}
	RowSittingCases = T{"Casi all'ordine del giorno: %d", "Cases on the agenda: %d"}
	RowSittingMine  = T{"Casi all'ordine del giorno: %d. Di questi, tuoi da preparare: %d", "Cases on the agenda: %d. Of these, yours to prepare: %d"}
	RowSittingOpen  = T{"è aperta", "is open"}
	RowMinutes      = T{"Seduta del %s", "Sitting of %s"}
	RowMinutesWhat  = T{"Il verbale aspetta la tua approvazione", "The minutes wait for your approval"}
	RowCheck        = T{"Verifica entro il %s", "Check by %s"}
	DoAssess        = T{"Valuta", "Assess"}
	DoRead          = T{"Leggi", "Read"}
	DoPrepare       = T{"Prepara", "Prepare"}
	DoReply         = T{"Di' se vieni", "Say whether you come"}
	DoEnter         = T{"Entra", "Enter"}
	DoApprove       = T{"Rileggi e approva", "Read and approve"}
	OtherUnwritten  = T{"Casi da prevalutare senza segnalazione scritta: %s", "Cases to pre-assess without a written referral: %s"}
	DoDate          = T{"Fissa data", "Set the date"}
	DoNote          = T{"Scrivi nota", "Write a note"}
	DoOpen          = T{"Apri", "Open"}
	DoReview        = T{"Riesamina", "Review"}
	DoAnswer        = T{"Rispondi", "Answer"}
	DoAssign        = T{"Assegna", "Assign"}
	DoComplete      = T{"Completa", "Complete"}
	DoSettle        = T{"Scegli", "Choose"}
	DoLook          = T{"Guarda", "Look"}
	DoConfirm       = T{"Conferma", "Confirm"}
	DoFor           = T{"%s: %s", "%s: %s"}
	OtherDoubtful   = T{"Righe dubbie di un elenco: %s", "Doubtful lines of a list: %s"}
	OtherGlass      = T{"Casi aperti con motivo, da guardare: %s", "Cases opened with a reason, to look at: %s"}
	OtherGlassOld   = T{"Casi aperti con motivo, senza verifica da oltre 7 giorni: %s", "Cases opened with a reason, unreviewed for more than 7 days: %s"}
	OtherRoles      = T{"Ruoli da confermare: %s", "Roles to confirm: %s"}
	OtherRolesWait  = T{"Account in attesa che il coordinamento confermi: %s", "Accounts waiting for the coordinator's confirmation: %s"}
	OtherResets     = T{"Secondi fattori da azzerare, in attesa: %s", "Second factors to be reset, waiting: %s"}
)

// The aside of the first screen.
var (
	AsideMine      = T{"I miei casi", "My cases"}
	AsideZone      = T{"I casi della zona", "The cases of the zone"}
	AsideLate      = T{"In ritardo, per case manager", "Late, by case manager"}
	AsideOpen      = T{"Aperti", "Open"}
	AsideEntry     = T{"In prevalutazione o in équipe", "In pre-assessment or before the team"}
	AsideAssess    = T{"In valutazione o progettazione", "In assessment or planning"}
	AsideAction    = T{"Progetto firmato o in attuazione", "Plan signed or under way"}
	AsideRest      = T{"Sospesi", "Suspended"}
	AsideNoManager = T{"Senza case manager", "Without a case manager"}
	AsideNobody    = T{"nessuno", "nobody"}
	AsideTeam      = T{"Verso l'équipe", "On the way to the team"}
	AsideToAssess  = T{"Segnalazioni da valutare", "Referrals to assess"}
	AsideWaiting   = T{"In lista d'attesa", "On the waiting list"}
	AsideNoneLate  = T{"Nessun caso in ritardo.", "No case is late."}
)

// What the roles that see no case find here.
var (
	TodayReferrer   = T{"Qui arrivano le risposte alle tue segnalazioni.", "The answers to your referrals arrive here."}
	TodayDirector   = T{"Da qui non si aprono casi. Per adesso puoi gestire il tuo profilo; i numeri della zona arriveranno in Andamento.", "No cases open from here. For now you can manage your profile; the figures of the zone will come under Trends."}
	TodayTutor      = T{"Da qui non si aprono casi. Per adesso puoi gestire il tuo profilo; le azioni che segui arriveranno qui.", "No cases open from here. For now you can manage your profile; the actions that you follow will come here."}
	TodayRegion     = T{"Da qui non si aprono casi. Per adesso puoi gestire il tuo profilo; i numeri delle zone arriveranno qui, senza persone.", "No cases open from here. For now you can manage your profile; the figures of the zones will come here, without people."}
	TodayAdmin      = T{"Gestisci gli account della zona. I casi non si vedono da qui.", "Manage the accounts of the zone. Cases are not seen from here."}
	TodayAuditor    = T{"Controlla chi ha letto che cosa. I casi non si vedono da qui.", "Check who has read what. Cases are not seen from here."}
	TodayDoNow      = T{"Adesso puoi", "Now you can"}
	LinkNewReferral = T{"Nuova segnalazione", "New referral"}
	LinkProfile     = T{"Profilo e sessioni", "Profile and sessions"}
	LinkUsers       = T{"Account della zona", "Accounts of the zone"}
	LinkConfirm     = T{"Conferme in attesa", "Waiting confirmations"}
	LinkLog         = T{"Registro degli accessi", "Log of accesses"}
	LinkVerify      = T{"Verifica del registro", "Check of the log"}
	LinkGlass       = T{"Casi aperti con motivo", "Cases opened with a reason"}
)
