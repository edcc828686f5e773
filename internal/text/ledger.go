package text

// Words about the log of accesses and whether it is whole.
var (
	LedgerWhole = T{"Il registro degli accessi è integro.", "The log of accesses is whole."}

	// LedgerFound has the words for each finding of a verification, by its code.
	LedgerFound = map[string]T{
		"leaf_missing":            {"Manca una riga del registro.", "An entry of the log is missing."},
		"leaf_changed":            {"Una riga del registro è stata cambiata.", "An entry of the log was changed."},
		"hash_changed":            {"Un'impronta del registro è stata cambiata o tolta.", "A hash of the log was changed or taken away."},
		"history_changed":         {"Il registro è stato riscritto: non è più quello firmato.", "The log was rewritten: it is no longer the one that was signed."},
		"kept_checkpoint_changed": {"Un sigillo conservato nell'archivio è stato cambiato o tolto.", "A checkpoint kept in the database was changed or taken away."},
		"log_cut":                 {"Il registro è più corto di quanto dice un sigillo firmato: mancano le righe più recenti, o è un vecchio salvataggio.", "The log is shorter than a signed checkpoint says: the newest entries are missing, or it is an old backup."},
		"leaf_added":              {"Nel registro ci sono righe che il programma non ha scritto.", "The log has entries that the program did not write."},
		"head_changed":            {"La testa del registro è stata cambiata.", "The head of the log was changed."},
		"head_not_signed":         {"La testa del registro non è firmata con la chiave di questa installazione: il registro può essere stato ricostruito.", "The head of the log is not signed with the key of this installation: the log may have been rebuilt."},
		"checkpoint_not_signed":   {"Il sigillo indicato non è firmato con la chiave di questo registro. Controlla di aver scelto il file giusto.", "The checkpoint given is not signed with the key of this log. Check that you chose the right file."},
		"checkpoint_not_matching": {"Il registro non è quello del sigillo indicato: è stato riscritto.", "The log is not the one of the checkpoint given: it was rewritten."},
	}
)
