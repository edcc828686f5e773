package text

// Words of the door to the data: the database and what it answers.
var (
	DatabaseAddress    = T{"L'indirizzo del database non è valido: scrivi sqlite:FILE oppure postgres://…", "The database address is not valid: write sqlite:FILE or postgres://…"}
	DatabaseAbsent     = T{"Il database %s non esiste: crealo con «siil init» oppure con «siil demo».", "The database %s does not exist: make it with “siil init” or “siil demo”."}
	DatabaseUnreadable = T{"Il file %s non si apre come database: controlla il percorso e i permessi.", "The file %s does not open as a database: check its path and permissions."}
	DatabaseSilent     = T{"Il database non risponde: controlla che sia acceso e che l'indirizzo sia giusto.", "The database does not answer: check that it runs and that the address is right."}
	DatabaseNewer      = T{"Il database è di una versione più nuova (schema %d, questo programma arriva a %d): aggiorna il programma. Niente è stato toccato.", "The database belongs to a newer version (schema %d, this program knows up to %d): update the program. Nothing was touched."}
	DatabaseEmpty      = T{"Il database non è stato preparato: usa «siil init» oppure «siil demo».", "The database was not set up: use “siil init” or “siil demo”."}
	DatabaseTaken      = T{"Il database esiste già e contiene una zona: scegli un altro file.", "The database already exists and holds a zone: choose another file."}
	ZoneTaken          = T{"La zona %s esiste già in questo database.", "The zone %s already exists in this database."}
	ZoneUnknown        = T{"La zona %s non esiste in questo database.", "The zone %s does not exist in this database."}
	KeyMismatch        = T{"Il file delle chiavi non è quello di questo database (impronta %s, attesa %s): usa il file giusto. Niente è stato toccato.", "The key file is not this database's (fingerprint %s, expected %s): use the right one. Nothing was touched."}
	NotSaved           = T{"Il database non può scrivere adesso: niente è stato salvato. Riprova fra poco.", "The database cannot write now: nothing was saved. Try again soon."}
	ValueTaken         = T{"Questo valore esiste già.", "This value already exists."}
	ChangedMeanwhile   = T{"Qualcun altro ha salvato nel frattempo: sotto trovi il suo testo e il tuo.", "Somebody else saved meanwhile: below are their text and yours."}
)
