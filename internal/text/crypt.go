package text

// Words about the key file, read by who installs and starts the program. The verb is the path.
var (
	KeyFileExists    = T{"Il file delle chiavi %s esiste già e non viene sovrascritto: senza quel file i dati protetti non si leggono più. Scegli un altro percorso.", "The key file %s already exists and is not overwritten: without it the sealed data can never be read again. Choose another path."}
	KeyFileAbsent    = T{"Il file delle chiavi %s non c'è. Rimettilo dalla copia di sicurezza, oppure avvia «siil init» per una nuova installazione.", "The key file %s is not there. Put it back from the safe copy, or run \"siil init\" for a new installation."}
	KeyFileOpen      = T{"Il file delle chiavi %[1]s può essere letto da altri utenti della macchina. Esegui: chmod 600 %[1]s", "The key file %[1]s can be read by other users of this machine. Run: chmod 600 %[1]s"}
	KeyFileMalformed = T{"Il file delle chiavi %s è rovinato o non è un file delle chiavi di SIIL. Rimettilo dalla copia di sicurezza.", "The key file %s is damaged or is not a SIIL key file. Put it back from the safe copy."}
	KeyFileUnread    = T{"Il file delle chiavi %s non si riesce a leggere. Controlla che appartenga all'utente che avvia il programma.", "The key file %s cannot be read. Check that it belongs to the user who starts the program."}
	KeyFileUnwritten = T{"Il file delle chiavi %s non si riesce a scrivere. Controlla la cartella e lo spazio su disco.", "The key file %s cannot be written. Check the folder and the space on disk."}
	KeyWrong         = T{"Il file delle chiavi non è quello di questo archivio: niente è stato aperto. Rimetti il file giusto dalla copia di sicurezza.", "The key file is not the one of this database: nothing was opened. Put the right file back from the safe copy."}
)
