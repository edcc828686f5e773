package text

// What the kit of documents prints by itself, in the languages that documents have beyond those of the interface.
var (
	DocumentPageIn        = map[string]string{"fr": "Page %d sur %d", "ro": "Pagina %d din %d", "sq": "Faqja %d nga %d", "uk": "Сторінка %d з %d"}
	DocumentSubstitutesIn = map[string]string{
		"fr": "Certaines lettres de ce document ne peuvent pas être imprimées : à leur place il y a □, ou la lettre sans ses signes. Qui écoute ou copie le texte les trouve entières.",
		"ro": "Unele litere din acest document nu se pot tipări: în locul lor este □ sau litera fără semne. Cine ascultă sau copiază textul le găsește întregi.",
		"sq": "Disa shkronja të këtij dokumenti nuk mund të shtypen: në vend të tyre është □, ose shkronja pa shenja. Kush e dëgjon ose e kopjon tekstin i gjen të plota.",
		"uk": "Деякі літери цього документа не можна надрукувати: на їхньому місці стоїть □ або літера без знаків. Хто слухає чи копіює текст, знайде їх повністю."}
	BlankDraft   = T{"BOZZA", "DRAFT"}
	BlankDraftIn = map[string]string{"fr": "PROJET", "ro": "CIORNĂ", "sq": "PROJEKT", "uk": "ЧЕРНЕТКА"}
)
