"""No stage: what people do with a lake as a whole. Forgetting, what is in quarantine, a copy of it and back."""
