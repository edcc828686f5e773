package gate

import (
	"cmp"
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"

	"siil/internal/gate/internal/ledger"
	"siil/internal/value"
)

// audited numbers the tables whose rows the log answers for: each write leaves the MAC of the row, so that a change made behind the
// program's back is found. The numbers stand in leaves for ever: add at the end, never reorder.
var audited = []string{
	"", "organisation", "seat", "team", "account", "account_role", "api_token", "saved_view",
	"person", "person_key", "person_change", "person_external_id", "person_merge", "person_apart",
	"case_file", "episode", "state_change", "case_manager", "case_member", "hand_over", "suspension", "closure", "note", "case_date",
	"referral", "membership", "break_glass", "import", "import_mapping", "import_line", "checkpoint_party",
	"factor_reset",
	"referral_sheet", "referral_message", "attachment", "attachment_piece", "next_step",
	"sitting", "sitting_member", "sitting_attendance", "sitting_item", "sitting_ask", "sitting_out", "sitting_decision",
	"minutes", "minutes_part", "minutes_approval", "minutes_addition", "mail_setting", "mail_choice", "webhook",
	"instrument", "assessment", "rating", "assessment_text", "assessment_reference",
	"plan", "plan_goal", "action", "plan_action", "plan_commitment", "plan_date", "plan_link", "plan_part", "plan_signature",
	"action_event", "attendance", "plan_check", "plan_check_goal",
	"follow_up", "next_step_move", "calendar_feed", "document", "document_file", "document_batch", "document_batch_item", "document_model", "letterhead",
}

// passing are the tables that hold no record of what happened, only what is going on: sessions, slow-downs, drafts. They can be written
// without a leaf and their rows may go.
var passing = map[string]bool{"session": true, "device": true, "recovery_code": true, "throttle": true, "idempotency": true, "draft": true,
	"import_progress": true, "checkpoint_mail": true, "upload": true, "upload_piece": true, "sitting_field": true, "sitting_focus": true,
	"sitting_tick": true, "mail_out": true, "webhook_out": true, "account_seen": true, "calendar_use": true, "summary": true, "case_summary": true, "case_touched": true}

var tableNumber = func() map[string]uint16 {
	m := map[string]uint16{}
	for i, name := range audited[1:] {
		m[name] = uint16(i + 1)
	}
	return m
}()

// Row is what an INSERT or UPDATE sets, by column. The zone is added by the gate.
type Row map[string]any

// SetText sets a column to words; empty words leave it NULL.
func (r Row) SetText(column, words string) {
	if words != "" {
		r[column] = words
	}
}

type column struct {
	name  string
	value driver.Value
}

// columns gives the row's columns in the order of their names with the values as the drivers store them.
func (r Row) columns() ([]column, error) {
	out := make([]column, 0, len(r))
	for name, v := range r {
		dv, err := driver.DefaultParameterConverter.ConvertValue(v)
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", name, err)
		}
		if b, ok := dv.(bool); ok {
			dv = int64(0)
			if b {
				dv = int64(1)
			}
		}
		out = append(out, column{name, dv})
	}
	slices.SortFunc(out, func(a, b column) int { return cmp.Compare(a.name, b.name) })
	return out, nil
}

// seal is the log's mark of a row: a keyed MAC over its table, zone and every column that is not NULL, so that a column added later
// does not change the marks of older rows.
func (g *Gate) seal(table, zone string, id value.ID, cols []column) ledger.Row {
	n := tableNumber[table]
	parts := make([][]byte, 0, 2+2*len(cols))
	parts = append(parts, []byte(table), []byte(zone))
	for _, c := range cols {
		if c.value == nil || c.name == "zone" {
			continue
		}
		parts = append(parts, []byte(c.name), canonical(c.value))
	}
	return ledger.Row{Table: n, ID: id, MAC: g.mac(parts...)}
}

func canonical(v driver.Value) []byte {
	switch v := v.(type) {
	case int64:
		return append([]byte("i"), strconv.FormatInt(v, 10)...)
	case string:
		return append([]byte("s"), v...)
	case []byte:
		return append([]byte("b"), v...)
	}
	return fmt.Appendf(nil, "?%v", v)
}

func itoa(n int) string { return strconv.Itoa(n) }
