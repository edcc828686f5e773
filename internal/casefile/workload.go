package casefile

import (
	"siil/internal/gate"
	"siil/internal/guideline"
	"siil/internal/value"
)

// Workload counts the cases of each case manager that have not been closed, in one query. The caller decides.
func Workload(tx *gate.ReadTx) (map[value.ID]int, error) {
	args := []any{tx.Zone()}
	var states []string
	for _, s := range guideline.Default().States {
		if s.Kind != guideline.Closed {
			states = append(states, s.Code)
		}
	}
	query := `SELECT manager_id, COUNT(*) FROM case_file WHERE zone = $1 AND manager_id IS NOT NULL AND merged_into IS NULL AND state IN ` +
		gate.Among(&args, states) + " GROUP BY manager_id"
	out := map[value.ID]int{}
	return out, tx.Each(query, args, func(s gate.Scanner) error {
		var id value.ID
		var n int
		err := s.Scan(&id, &n)
		out[id] = n
		return err
	})
}
