package text

// What a check of the guidelines finds; the reader is whoever prepares or adopts a model.
var (
	GuidelineProblem    = T{"%s, %s: %s", "%s, %s: %s"} // file, code, what
	GuidelineNoEntries  = T{"manca del tutto: scrivi almeno una voce", "nothing is here: write at least one entry"}
	GuidelineCodeTwice  = T{"codice ripetuto: tienine uno", "code repeated: keep one"}
	GuidelineCodeShape  = T{"codice vuoto o con segni non ammessi: usa lettere, cifre e _", "code empty or with other signs: use letters, digits and _"}
	GuidelineNoLabel    = T{"manca il testo in italiano o in inglese (%s): scrivi tutti e due", "text missing in Italian or English (%s): write both"}
	GuidelineBadDate    = T{"data %q non valida: scrivi AAAA-MM-GG", "date %q not valid: write YYYY-MM-DD"}
	GuidelineUnknown    = T{"%s %q non esiste: correggi o aggiungi la voce", "%s %q does not exist: correct it or add the entry"}
	GuidelineValue      = T{"%s: valore %q non previsto", "%s: value %q not foreseen"}
	GuidelineTerm       = T{"termine %s non positivo: scrivi un numero da 1 in su", "term %s not positive: write a number from 1 up"}
	GuidelinePips       = T{"le tacche non vanno da 0 a 6 o non tornano con la fase", "the pips are not 0 to 6 or do not fit the phase"}
	GuidelineUnreached  = T{"nessun passaggio porta qui dallo stato iniziale: aggiungine uno", "no transition leads here from the initial state: add one"}
	GuidelineNoClosure  = T{"da qui il caso non si può chiudere: aggiungi il passaggio di chiusura", "a case cannot be closed from here: add the step of closure"}
	GuidelineLeaves     = T{"uno stato chiuso si lascia solo con riapertura o follow-up: togli il passaggio verso %s", "a closed state is left only by reopening or follow-up: remove the transition to %s"}
	GuidelineNoReopen   = T{"uno stato chiuso vuole una riapertura verso lo stato iniziale", "a closed state wants one reopening to the initial state"}
	GuidelineMaker      = T{"il comando %q non va da uno stato %q a uno %q", "the command %q does not go from a state %q to one %q"}
	GuidelinePairTwice  = T{"due passaggi da %s a %s: tienine uno", "two transitions from %s to %s: keep one"}
	GuidelineNobody     = T{"nessuno può chiedere il passaggio: indica almeno un ruolo", "nobody may ask for the transition: name at least one role"}
	GuidelineNoSection  = T{"manca la sezione: indica chi legge", "no section: say who reads"}
	GuidelineNoOutside  = T{"sezione riservata senza parole per chi non la legge: scrivi \"outside\"", "reserved section without words for those who do not read it: write \"outside\""}
	GuidelineWordTwice  = T{"la parola %q porta anche a %s: lasciala in un posto solo", "the word %q also leads to %s: keep it in one place"}
	GuidelineWordEmpty  = T{"la parola %q è vuota", "the word %q is empty"}
	GuidelineNoReason   = T{"lo stato %s vuole un motivo nella proposta", "the state %s wants a reason in the proposal"}
	GuidelineVaguelySay = T{"proposta da confermare senza spiegazione: scrivi \"why\"", "proposal to confirm without explanation: write \"why\""}

	GuidelineLevels         = T{"servono %d livelli, ognuno con la sua frase in italiano e in inglese", "%d levels are needed, each with its sentence in Italian and English"}
	GuidelineFormula        = T{"la formula %q non si legge: %s", "the formula %q cannot be read: %s"}
	GuidelineFormulaSign    = T{"la formula usa %q: bastano numeri interi, + - * / e le funzioni sum() e count()", "the formula uses %q: whole numbers, + - * / and the functions sum() and count() are all there is"}
	GuidelineFormulaDomain  = T{"la formula nomina %q: non è un ambito, oppure è riservato e non può entrare in un indice", "the formula names %q: it is no domain, or a reserved one, which may not enter an index"}
	GuidelineFormulaDivisor = T{"la formula divide per %s, che può valere zero: dividi solo per count(), numeri da 1 in su, somme e prodotti di questi", "the formula divides by %s, which may be zero: divide only by count(), numbers from 1 up, sums and products of these"}
	GuidelineFormulaNothing = T{"la formula divide per nulla quando mancano %s: conta tutti gli ambiti che sommi", "the formula divides by nothing when %s are missing: count all the domains that you sum"}
	GuidelineFormulaMany    = T{"la formula deve nominare da 1 a %d ambiti", "the formula must name 1 to %d domains"}
	GuidelineFormulaRange   = T{"con tutti gli ambiti a %d l'indice vale %s: deve stare fra 1 e 5", "with all domains at %d the index is %s: it must be between 1 and 5"}
	GuidelineBand           = T{"la fascia comincia da %d decimi: la prima da 10, poi a crescere fino a 50", "the band begins at %d tenths: the first at 10, then growing up to 50"}
	GuidelineReservedUsed   = T{"l'ambito %s è riservato: una fascia non può parlarne", "the domain %s is reserved: a band may not speak of it"}

	GuidelineDocumentSection = T{"usa campi della sezione %s, che non tutti quelli che leggono il documento possono leggere: toglili o cambia la sezione del modello", "uses fields of the section %s, which not all who read the document may read: take them out or change the section of the model"}
)
