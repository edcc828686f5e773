package text

// Search across the zone.
var (
	FindTitle        = T{"Cerca", "Search"}
	FindAbout        = T{"Persone e casi per nome, codice fiscale o numero; segnalazioni e documenti per numero; enti e titoli dei documenti per parola. Trovi solo quello che puoi leggere.", "People and cases by name, tax code or number; referrals and documents by number; organisations and titles of documents by word. You find only what you may read."}
	FindField        = T{"Nome, codice fiscale, numero, ente o documento", "Name, tax code, number, organisation or document"}
	FindHint         = T{"Bastano le prime lettere, due o più. Per un numero scrivi anche \"caso 12\" o \"documento 3/2026\".", "The first letters are enough, two or more. For a number write also \"case 12\" or \"document 3/2026\"."}
	FindTooShort     = T{"Scrivi almeno due lettere, oppure un numero.", "Write at least two letters, or a number."}
	FindGone         = T{"La ricerca è scaduta: scrivi di nuovo.", "The search has expired: write it again."}
	FindNothing      = T{"Niente fra quello che puoi leggere. Controlla come è scritto, o prova con meno lettere.", "Nothing among what you may read. Check the spelling, or try fewer letters."}
	FindFound        = T{"Trovati per \"%s\"", "Found for \"%s\""}
	FindCaption      = T{"Quello che la ricerca ha trovato", "What the search has found"}
	FindWhat         = T{"Che cosa", "What"}
	FindWhere        = T{"Dove", "Where"}
	FindPeople       = T{"Persone e casi", "People and cases"}
	FindReferrals    = T{"Segnalazioni", "Referrals"}
	FindBodies       = T{"Enti che segnalano", "Organisations that refer"}
	FindProviders    = T{"Chi svolge le azioni", "Who runs the actions"}
	FindDocuments    = T{"Documenti", "Documents"}
	FindAll          = T{"Vedi tutti, %s", "See all, %s"}
	FindCase         = T{"Caso %d", "Case %d"}
	FindReferral     = T{"Segnalazione %d", "Referral %d"}
	FindDocument     = T{"Documento %d/%d del %s", "Document %d/%d of %s"}
	FindDocumentName = T{"Documento %d/%d", "Document %d/%d"}
	FindCasesOf      = T{"I casi che ha segnalato", "The cases that it has referred"}
	FindMore         = T{"Ce ne sono altri: scrivi una parola in più.", "There are more: write one word more."}
)
