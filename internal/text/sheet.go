package text

// Why a spreadsheet or a text file cannot be read: what is wrong, then what to do. Numbers come already written in the reader's way.
var (
	SheetTooLarge = T{"Il file pesa %s: il massimo è %s. Togli i fogli e le immagini che non servono, o dividilo in due.",
		"The file weighs %s: the most is %s. Remove the sheets and pictures that are not needed, or split it in two."}
	SheetUnpacksTooLarge = T{"Il contenuto del file, una volta aperto, supera %s. Copia solo l'elenco in un file nuovo e carica quello.",
		"The content of the file, once unpacked, is above %s. Copy only the list into a new file and upload that."}
	SheetTooMuchData = T{"Il foglio contiene più testo di quanto si possa leggere in una volta. Dividi l'elenco in due file.",
		"The sheet holds more text than can be read at once. Split the list in two files."}
	SheetTooManyRows = T{"Il foglio ha più di %s righe. Dividi l'elenco in più file.",
		"The sheet has more than %s rows. Split the list in several files."}
	SheetTooManyColumns = T{"La riga %s ha dati nella colonna %s: il massimo è %s colonne. Togli le colonne che non servono.",
		"Row %s has data in column %s: the most is %s columns. Remove the columns that are not needed."}
	SheetCellTooLong = T{"Una cella della riga %s, colonna %s, supera %s caratteri. Accorciala e riprova.",
		"A cell in row %s, column %s, is above %s characters. Shorten it and try again."}

	SheetEmpty = T{"Il file è vuoto. Scegli il file che contiene l'elenco.",
		"The file is empty. Choose the file that holds the list."}
	SheetNoHeading = T{"Non troviamo la riga delle intestazioni. Scrivi sopra ogni colonna il suo nome (per esempio Cognome, Nome, Codice fiscale) e riprova.",
		"We cannot find the row of headings. Write above each column its name (for example Surname, Name, Tax code) and try again."}
	SheetNotSpreadsheet = T{"Non è un foglio di calcolo. Carica un file .xlsx o .csv.",
		"This is not a spreadsheet. Upload an .xlsx or .csv file."}
	SheetOldExcel = T{"È un file di Excel nel formato vecchio (.xls). Aprilo, scegli Salva con nome, tipo Cartella di lavoro di Excel (.xlsx), e carica quello.",
		"This is an Excel file in the old format (.xls). Open it, choose Save as, type Excel workbook (.xlsx), and upload that."}
	SheetProtected = T{"Il file è protetto da una password. Aprilo, togli la password, salvalo e caricalo di nuovo.",
		"The file is protected by a password. Open it, remove the password, save it and upload it again."}
	SheetOpenDocument = T{"È un file di LibreOffice (.ods). Aprilo, scegli Salva con nome, tipo Excel (.xlsx), e carica quello.",
		"This is a LibreOffice file (.ods). Open it, choose Save as, type Excel (.xlsx), and upload that."}
	SheetBinaryExcel = T{"È una cartella binaria di Excel (.xlsb). Aprila, scegli Salva con nome, tipo Cartella di lavoro di Excel (.xlsx), e carica quella.",
		"This is a binary Excel workbook (.xlsb). Open it, choose Save as, type Excel workbook (.xlsx), and upload that."}
	SheetWebPage = T{"È una pagina web o un file XML salvato come foglio di calcolo. Aprilo con Excel, scegli Salva con nome, tipo Cartella di lavoro di Excel (.xlsx), e carica quello.",
		"This is a web page or an XML file saved as a spreadsheet. Open it with Excel, choose Save as, type Excel workbook (.xlsx), and upload that."}
	SheetNamedCSV = T{"Il file si chiama %s, ma dentro è una cartella di Excel. Cambia il nome in .xlsx e riprova.",
		"The file is called %s, but it is an Excel workbook inside. Change its name to .xlsx and try again."}
	SheetNamedXLSX = T{"Il file si chiama %s, ma dentro non è una cartella di Excel. Aprilo, salvalo come .xlsx e riprova.",
		"The file is called %s, but it is not an Excel workbook inside. Open it, save it as .xlsx and try again."}
	SheetBinary = T{"Il file si chiama %s, ma dentro non c'è testo. Apri l'elenco con Excel, salvalo come .xlsx e carica quello.",
		"The file is called %s, but there is no text inside. Open the list with Excel, save it as .xlsx and upload that."}
	SheetDamaged = T{"Il file è rovinato o incompleto. Aprilo con Excel, salvalo con un altro nome e riprova.",
		"The file is damaged or incomplete. Open it with Excel, save it under another name and try again."}
	SheetUnsafe = T{"Il file contiene istruzioni che un elenco non ha (DOCTYPE). Copia l'elenco in un file nuovo e carica quello.",
		"The file holds instructions that no list has (DOCTYPE). Copy the list into a new file and upload that."}
)
