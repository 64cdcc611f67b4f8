"""What staff do at the machine: journeys on the same frame as a patient's."""
