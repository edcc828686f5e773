package exchange

import (
	"siil/internal/text"
)

// Codes of what can be said about a line. Those of a refusal or a doubt are the reason of the line in reports.
const (
	taxCodeCheckLetter = "tax_code_check_letter"
	taxCodeShape       = "tax_code_shape"
	taxCodeDay         = "tax_code_day"
	noSuchDay          = "no_such_day"
	notADate           = "not_a_date"
	dateOutOfRange     = "date_out_of_range"
	nobody             = "nobody"
	nameMissing        = "name_missing"

	birthDiffers = "birth_date_differs"
	sexDiffers   = "sex_differs"
	likelyTwin   = "likely_twin"
	twinInFile   = "likely_twin_in_file"

	samePerson = "same_person"
	nothingNew = "nothing_new"

	isOpened        = "opened"
	isFilled        = "filled"
	referralAdded   = "referral_added"
	noteAdded       = "note_added"
	programmeAdded  = "programme_added"
	caseOpened      = "case_opened"
	valueDiffers    = "differs"
	stateUnknown    = "state_unknown"
	programmeLost   = "programme_unknown"
	townUnknown     = "municipality_unknown"
	referrerUnknown = "referrer_unknown"
	managerUnknown  = "manager_unknown"
	seatUnknown     = "seat_unknown"
	sexUnknown      = "sex_unknown"
	emailWrong      = "email_wrong"
	phoneWrong      = "phone_wrong"
	nextDateWrong   = "next_date_wrong"
	nameGuessed     = "name_guessed"
	nameDiffers     = "name_differs"
	nameTurned      = "name_turned"
	cellError       = "cell_error"
	tooLong         = "too_long"
	dateMissing     = "date_missing"
)

// Remark is one thing said about a line: a code, the heading of the column that it is about, and what fills its words. The arguments can
// be personal data: remarks are kept sealed.
type Remark struct {
	Code   string   `json:"code"`
	Column string   `json:"column,omitempty"`
	Args   []string `json:"args,omitempty"`
}

// remarkTexts are the words of each code, with a %s for each argument.
var remarkTexts = map[string]text.T{
	taxCodeCheckLetter: text.LineCheckLetter, taxCodeShape: text.TaxCodeShape, taxCodeDay: text.TaxCodeDay,
	noSuchDay: text.LineNoSuchDay, notADate: text.LineNotADate, dateOutOfRange: text.LineDateRange, nobody: text.LineNobody, nameMissing: text.LineNameMissing,
	birthDiffers: text.LineBirthDiffers, sexDiffers: text.LineSexDiffers, likelyTwin: text.LineTwin, twinInFile: text.LineTwinInFile,
	samePerson: text.LineJoined, nothingNew: text.LineNothing, isFilled: text.LineFilled, referralAdded: text.LineReferral, noteAdded: text.LineNote,
	programmeAdded: text.LineProgramme, caseOpened: text.LineCaseOpened, valueDiffers: text.LineDiffers, stateUnknown: text.LineStateUnknown,
	programmeLost: text.LineProgrammeUnknown, townUnknown: text.LineTownUnknown, referrerUnknown: text.LineReferrerUnknown,
	managerUnknown: text.LineManagerUnknown, seatUnknown: text.LineSeatUnknown, sexUnknown: text.LineSexUnknown, emailWrong: text.LineEmailWrong,
	phoneWrong: text.LinePhoneWrong, nextDateWrong: text.LineNextDateWrong, nameGuessed: text.LineNameGuessed, nameDiffers: text.LineNameDiffers,
	nameTurned: text.LineNameTurned, cellError: text.LineCellError, tooLong: text.LineTooLong, dateMissing: text.LineDateMissing,
}

// isWarning tells the remarks that ask somebody to look, among those about a line that comes in.
func (r Remark) isWarning() bool {
	switch r.Code {
	case isOpened, isFilled, referralAdded, noteAdded, programmeAdded, caseOpened, samePerson, nothingNew:
		return false
	}
	return true
}
