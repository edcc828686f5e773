package text

// What is printed on documents, whatever they are about.
var (
	DocumentPage        = T{"Pagina %d di %d", "Page %d of %d"}
	DocumentSubstitutes = T{"Alcune lettere di questo documento non si possono stampare: al loro posto c'è □, o la lettera senza segni. Chi ascolta o copia il testo le trova intere.",
		"Some letters of this document cannot be printed: in their place stands □, or the letter without its marks. Whoever listens to the text or copies it finds them whole."}
)
