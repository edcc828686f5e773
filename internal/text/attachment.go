package text

// What is said about files that come with a form. A %s is filled with an extension or with one of the kinds below, never with a name.
var (
	FileMissing     = T{"Scegli un file.", "Choose a file."}
	FileEmpty       = T{"Il file è vuoto: controlla di averlo salvato e sceglilo di nuovo.", "The file is empty: check that it was saved and choose it again."}
	FileTooLarge    = T{"Il file supera %d MB: riducilo o dividilo.", "The file is larger than %d MB: make it smaller or split it."}
	FilesTooMany    = T{"Si possono allegare al massimo %d file: togline uno.", "At most %d files can be attached: take one away."}
	FilesTooLarge   = T{"Tutti i file insieme superano %d MB: togline uno.", "All files together are larger than %d MB: take one away."}
	FilesQuota      = T{"Hai troppi file in attesa in altri moduli: invia quei moduli o togli qualche file.", "Too many of your files are waiting in other forms: send those forms or take some files away."}
	FileCutShort    = T{"Il file non è arrivato intero: sceglilo di nuovo.", "The file did not arrive whole: choose it again."}
	FileRefused     = T{"Questo file è %s: si allegano solo PDF, immagini, documenti Word, Excel o OpenDocument, testi, CSV ed e-mail salvate.", "This file is %s: only PDF, pictures, Word, Excel or OpenDocument documents, texts, CSV and saved e-mails can be attached."}
	FileMisnamed    = T{"Il nome finisce in %s, ma il contenuto è %s: rinomina il file o scegline un altro.", "The name ends in %s, but the content is %s: rename the file or choose another."}
	FileWithArchive = T{"Dentro questo file ce n'è nascosto un altro (un archivio): salvalo di nuovo dal programma con cui è stato fatto.", "Another file (an archive) is hidden inside this one: save it again from the program that made it."}
	FileWithProgram = T{"Questo file contiene un programma o delle macro: toglili e sceglilo di nuovo.", "This file holds a program or macros: take them out and choose it again."}
	FileBroken      = T{"Il file è rovinato: aprilo, salvalo di nuovo e sceglilo ancora.", "The file is damaged: open it, save it again and choose it once more."}
	FileSwells      = T{"Questo documento, aperto, occupa più di %d MB: riducilo.", "Opened, this document takes more than %d MB: make it smaller."}
	FileSlotWrong   = T{"Il modulo non è più valido: aprilo di nuovo.", "The form is no longer valid: open it again."}
	FileNameNone    = T{"file", "file"}
	FileFormWrong   = T{"Il modulo non è arrivato intero: invialo di nuovo.", "The form did not arrive whole: send it again."}
	FileSays        = T{"%s: %s", "%s: %s"}
)

// What the field for files says.
var (
	FileLabel     = T{"File da allegare", "Files to attach"}
	FileHint      = T{"PDF, immagini e documenti; al massimo %d file, ognuno fino a %d MB", "PDF, pictures and documents; at most %d files, each up to %d MB"}
	FileCamera    = T{"Oppure scatta una foto", "Or take a photograph"}
	FilesHere     = T{"File già caricati", "Files already uploaded"}
	FilesStay     = T{"I file restano qui per un giorno: poi vanno caricati di nuovo.", "Files stay here for a day; then they must be uploaded again."}
	FilesKeep     = T{"Carica i file", "Upload the files"}
	FileDrop      = T{"Togli %s", "Remove %s"}
	FileRemove    = T{"Togli", "Remove"}
	FileLook      = T{"Guarda", "View"}
	FileLookAt    = T{"Guarda %s", "View %s"}
	FileOnePage   = T{"1 pagina", "1 page"}
	FilePages     = T{"%s pagine", "%s pages"}
	FileWeighs    = T{"Il file pesa %d MB: il massimo è %d.", "The file is %d MB: the most is %d."}
	FileGoing     = T{"%d%% caricato", "%d%% uploaded"}
	FileBrokenOff = T{"Il caricamento si è interrotto.", "The upload was interrupted."}
	FileGoOn      = T{"Riprendi", "Go on"}
	FileLeave     = T{"Lascia perdere", "Leave it"}
	FileWait      = T{"Il modulo parte appena i file sono caricati.", "The form is sent as soon as the files are uploaded."}
	FileArrived   = T{"%s: caricato.", "%s: uploaded."}
)

// What a file is, by its content; it goes into the messages above.
var (
	FileIsPDF     = T{"un PDF", "a PDF"}
	FileIsPNG     = T{"un'immagine PNG", "a PNG picture"}
	FileIsJPEG    = T{"un'immagine JPEG", "a JPEG picture"}
	FileIsWebP    = T{"un'immagine WebP", "a WebP picture"}
	FileIsHEIC    = T{"un'immagine HEIC", "a HEIC picture"}
	FileIsDocx    = T{"un documento Word", "a Word document"}
	FileIsXlsx    = T{"una cartella Excel", "an Excel workbook"}
	FileIsODT     = T{"un documento OpenDocument", "an OpenDocument text"}
	FileIsText    = T{"un testo", "a text"}
	FileIsCSV     = T{"un elenco CSV", "a CSV list"}
	FileIsEML     = T{"un'e-mail salvata", "a saved e-mail"}
	FileIsProgram = T{"un programma", "a program"}
	FileIsScript  = T{"uno script", "a script"}
	FileIsWebPage = T{"una pagina web o un file XML", "a web page or an XML file"}
	FileIsSVG     = T{"un disegno SVG", "an SVG drawing"}
	FileIsArchive = T{"un archivio", "an archive"}
	FileIsOldWord = T{"un documento Office di vecchio formato (.doc, .xls) o con password", "an Office document in the old format (.doc, .xls) or with a password"}
	FileIsRTF     = T{"un documento RTF", "an RTF document"}
	FileIsPicture = T{"un'immagine di un altro formato", "a picture in another format"}
	FileIsMedia   = T{"un filmato o una registrazione", "a film or a recording"}
	FileIsUnknown = T{"di un tipo sconosciuto", "of an unknown kind"}
)
