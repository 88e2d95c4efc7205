"""The evaluation page of the interface; it fills in what ``assistant.interface`` leaves open."""
