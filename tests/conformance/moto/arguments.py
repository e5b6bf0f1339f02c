"""A step's arguments, which remember what was asked of them: an argument that nothing maps is an error."""


class Arguments(dict):
    def __init__(self, given, before=None):
        super().__init__({key: value for key, value in given.items() if value is not None})
        self.before = before or {}
        self.asked = {"region"}

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def changed(self, key):
        """Whether an update gives it another value."""
        self.asked.add(key)
        return super().get(key) != self.before.get(key)

    def added(self, key):
        """What an update adds to a list."""
        before = self.before.get(key) or []
        return [one for one in self.get(key) or [] if one not in before]

    def removed(self, key):
        """What an update takes from a list."""
        now = self.get(key) or []
        return [one for one in self.before.get(key) or [] if one not in now]

    def unasked(self):
        """What is given anew and was never read."""
        keys = {*self, *self.before}
        return sorted(
            key
            for key in keys - self.asked
            if super(Arguments, self).get(key) != self.before.get(key)
        )


def request(**fields):
    """The fields that are given."""
    return {name: value for name, value in fields.items() if value is not None}
