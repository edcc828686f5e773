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

// What is wrong with a template; the reader is whoever writes or adopts it.
var (
	BlankTooLong     = T{"Il modello è troppo lungo: tienilo entro %d kB.", "The template is too long: keep it within %d kB."}
	BlankUnclosed    = T{"{{#%s}} non si chiude: scrivi {{/%s}} dove finisce.", "{{#%s}} is not closed: write {{/%s}} where it ends."}
	BlankNotOpened   = T{"}} senza {{: scrivi il campo tra {{ e }}.", "}} without {{: write the field between {{ and }}."}
	BlankTagOpen     = T{"{{ senza }} sulla stessa riga: chiudi il campo con }}.", "{{ without }} on the same line: close the field with }}."}
	BlankTagKind     = T{"Dopo {{ il segno %s non è ammesso: usa {{campo}}, {{#campo}}, {{^campo}} e {{/campo}}.", "The sign %s is not allowed after {{: use {{field}}, {{#field}}, {{^field}} and {{/field}}."}
	BlankName        = T{"%q non è il nome di un campo: usa lettere minuscole, cifre, _ e punti.", "%q is no name of a field: use small letters, digits, _ and points."}
	BlankTooDeep     = T{"Più di %d parti una dentro l'altra: togline una.", "More than %d parts within each other: remove one."}
	BlankNotBegun    = T{"{{/%s}} chiude una parte che non comincia: toglilo.", "{{/%s}} closes a part that does not begin: remove it."}
	BlankCrossed     = T{"{{/%s}} arriva prima di {{/%s}}, che comincia alla riga %d: chiudi prima quella.", "{{/%s}} comes before {{/%s}}, which begins at line %d: close that one first."}
	BlankUnknown     = T{"Il campo %s non esiste: guarda l'elenco dei campi.", "There is no field %s: see the list of fields."}
	BlankUnknownNear = T{"Il campo %s non esiste: forse è %s.", "There is no field %s: perhaps %s."}
	BlankWithin      = T{"%s è un campo dell'elenco %s: scrivilo dentro {{#%s}}.", "%s is a field of the list %s: write it within {{#%s}}."}
	BlankDot         = T{"{{.}} vale solo dentro un elenco di righe: scrivi il nome del campo.", "{{.}} holds only within a list of lines: write the name of the field."}
	BlankListAsText  = T{"%s è un elenco: scrivi {{#%s}} e {{/%s}} attorno a ogni voce.", "%s is a list: write {{#%s}} and {{/%s}} around each entry."}
	BlankFlagAsText  = T{"%s è un sì o un no: usalo come condizione, {{#%s}} e {{/%s}}.", "%s is a yes or no: use it as a condition, {{#%s}} and {{/%s}}."}
	BlankLogoHeavy   = T{"Il logo pesa troppo: il massimo è %d MB.", "The logo is too heavy: %d MB at most."}
	BlankLogoKind    = T{"Il logo non è un'immagine PNG o JPEG: scegli un altro file.", "The logo is no PNG or JPEG picture: choose another file."}
	BlankLogoLarge   = T{"Il logo misura %d × %d pixel: il massimo è %d per lato.", "The logo measures %d × %d pixels: %d a side at most."}
	BlankLogoBroken  = T{"Il logo è rovinato e non si apre: scegli un altro file.", "The logo is broken and cannot be opened: choose another file."}
	BlankTooMuch     = T{"Il documento è troppo lungo: togli una parte o riduci il testo.", "The document is too long: remove a part or shorten the text."}
	BlankNested      = T{"Più di %d elenchi o citazioni uno dentro l'altro: togline uno.", "More than %d lists or quotes within each other: remove one."}
	BlankSigners     = T{"Troppe firme sulla riga: al massimo %d.", "Too many signatures on the line: %d at most."}
)
