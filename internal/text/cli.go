package text

// Words of the command line.
var (
	HelpProgram = T{"SIIL, il programma del Servizio Integrato Inclusione Lavoro.", "SIIL, the software of the Integrated Inclusion and Work Service."}
	WrongUsage  = T{"Comando non valido: %v. Usa «siil --help».", "Wrong usage: %v. See “siil --help”."}

	Help = map[string]T{
		"database":          {"indirizzo del database: sqlite:FILE oppure postgres://…", "address of the database: sqlite:FILE or postgres://…"},
		"key":               {"file delle chiavi (senza: accanto al file SQLite)", "key file (default: beside the SQLite file)"},
		"json":              {"scrivi un documento JSON sullo standard output", "write one JSON document on standard output"},
		"init":              {"crea il database, la zona e il primo amministratore", "make the database, the zone and its first administrator"},
		"init_zone":         {"codice della zona, per esempio valdinievole", "code of the zone, such as valdinievole"},
		"init_name":         {"nome della zona, se non è una di quelle della Toscana", "name of the zone, if it is not one of Tuscany's"},
		"init_admin":        {"indirizzo e-mail del primo amministratore", "e-mail address of the first administrator"},
		"demo":              {"crea un mondo di persone inventate", "make a world of invented people"},
		"demo_people":       {"quante persone in tutto", "how many people in all"},
		"demo_zones":        {"quante zone", "how many zones"},
		"demo_seed":         {"seme: lo stesso seme dà lo stesso mondo", "seed: the same seed gives the same world"},
		"demo_credentials":  {"file in cui scrivere gli utenti con password, secondo fattore e token", "file to write the users to, with passwords, second factors and tokens"},
		"demo_serve":        {"poi servi le pagine", "then serve the pages"},
		"serve":             {"servi le pagine e l'interfaccia REST", "serve pages and the REST interface"},
		"serve_addr":        {"indirizzo su cui ascoltare", "address to listen on"},
		"serve_metrics":     {"indirizzo a parte per le metriche Prometheus", "separate address for Prometheus metrics"},
		"serve_public_url":  {"indirizzo con cui i browser raggiungono il programma, se c'è un proxy: https://…", "address at which browsers reach the program, behind a proxy: https://…"},
		"serve_smtp":        {"server di posta per le zone che non ne hanno uno: smtp://utente:password@host:porta", "mail server for zones that have none of their own: smtp://user:password@host:port"},
		"serve_mail_from":   {"mittente della posta", "sender of mail"},
		"serve_private":     {"le chiamate ad altri programmi possono andare a indirizzi di reti private", "calls to other programs may go to addresses of private networks"},
		"import":            {"porta dentro elenchi", "bring lists in"},
		"import_cases":      {"porta dentro l'elenco dei casi di una zona (.xlsx o .csv)", "bring in a zone's list of cases (.xlsx or .csv)"},
		"import_file":       {"il file dell'elenco", "the file of the list"},
		"import_zone":       {"codice della zona", "code of the zone"},
		"import_dry_run":    {"controlla soltanto, non scrivere niente", "only check, write nothing"},
		"import_mapping":    {"file JSON con l'abbinamento delle colonne", "JSON file with the mapping of the columns"},
		"import_refused":    {"file in cui scrivere le righe dubbie e rifiutate, con il perché", "file to write doubtful and refused lines to, with the reason"},
		"recount":           {"conta di nuovo i numeri dell'andamento", "count the figures of the overview anew"},
		"recount_zone":      {"codice della zona (senza: tutte)", "code of the zone (default: all)"},
		"audit":             {"il registro degli accessi e delle modifiche", "the log of accesses and changes"},
		"verify":            {"controlla che il registro e i dati siano integri", "check that the log and the data are whole"},
		"verify_checkpoint": {"un sigillo precedente, tenuto altrove", "an earlier checkpoint, kept elsewhere"},
		"proof":             {"la prova che una voce è nel registro", "the proof that a leaf is in the log"},
		"proof_leaf":        {"numero della voce, da 0", "number of the leaf, from 0"},
		"checkpoint":        {"il sigillo del registro, da far tenere ad altri", "the signed head of the log, for somebody else to keep"},
		"check":             {"controlla una prova con la sola chiave pubblica", "check a proof with the public key alone"},
		"check_proof":       {"il file della prova", "the file of the proof"},
		"check_key":         {"la chiave pubblica del registro", "the public key of the log"},
		"user":              {"gli utenti", "the users"},
		"user_add":          {"aggiungi un utente; la password iniziale viene scritta una volta", "add a user; the first password is printed once"},
		"user_disable":      {"disattiva un utente e chiudi le sue sessioni", "disable a user and end their sessions"},
		"user_token":        {"crea un token REST per un utente", "make a REST token for a user"},
		"user_email":        {"indirizzo e-mail dell'utente", "e-mail address of the user"},
		"user_given":        {"nome", "given name"},
		"user_family":       {"cognome", "family name"},
		"user_role":         {"ruolo, anche più di uno", "role, more than one is possible"},
		"user_days":         {"giorni di validità del token (al massimo 90)", "days the token is valid (at most 90)"},
		"version":           {"versione del programma", "version of the program"},
	}

	InitDone    = T{"Zona %s creata. Il primo amministratore è %s, password da usare una volta: %s", "Zone %s made. The first administrator is %s, one-time password: %s"}
	InitKey     = T{"Le chiavi sono in %s: fanne una copia e tienila altrove. Senza, i dati protetti non si leggono più.", "The keys are in %s: make a copy and keep it elsewhere. Without them sealed data cannot be read any more."}
	ZoneForeign = T{"La zona «%s» non è una delle 28 della Toscana: nasce senza comuni, sedi ed enti.", "The zone “%s” is not one of Tuscany's 28: it begins without municipalities, seats and bodies."}
	LogWhole    = T{"Il registro è integro: %d voci, radice %s", "The log is whole: %d leaves, root %s"}
	LogBroken   = T{"Il registro NON è integro: %s, prima voce toccata: %s", "The log is NOT whole: %s, first leaf touched: %s"}
	RecountDone = T{"%s: %d casi contati.", "%s: %d cases counted."}
	ProofTrue   = T{"La prova è valida: la voce %d è nel registro.", "The proof holds: leaf %d is in the log."}
	ProofFalse  = T{"La prova NON è valida.", "The proof does NOT hold."}
	Serving     = T{"SIIL risponde su http://%s", "SIIL answers at http://%s"}
	Stopped     = T{"Fermato.", "Stopped."}

	UserAdded    = T{"Utente %s creato, password da usare una volta: %s", "User %s made, one-time password: %s"}
	UserDisabled = T{"Utente %s disattivato.", "User %s disabled."}
	UserAbsent   = T{"Nella zona %s non c'è un utente %s.", "There is no user %[2]s in the zone %[1]s."}
	RoleUnknown  = T{"Il ruolo «%s» non esiste.", "The role “%s” does not exist."}

	ImportSummary = T{"%d righe: %d nuove, %d aggiornate, %d uguali, %d unite, %d dubbie, %d rifiutate.", "%d lines: %d new, %d updated, %d same, %d joined, %d doubtful, %d refused."}
	ImportDry     = T{"Era una prova: niente è stato scritto.", "This was a dry run: nothing was written."}
	ImportLine    = T{"riga %d, %s: %s", "line %d, %s: %s"}

	DemoMaking = T{"Creo %d persone inventate in %d zone (seme %d)…", "Making %d invented people in %d zones (seed %d)…"}
	DemoMade   = T{"Fatto in %.1f secondi. Gli utenti (password per tutti: %s; il secondo fattore è nel file delle credenziali):", "Done in %.1f seconds. The users (password for all: %s; the second factor is in the file of credentials):"}
)
