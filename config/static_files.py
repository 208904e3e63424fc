"""Static files under names that change with their content, which browsers may keep for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class LedgerStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Where nothing was collected yet, as before the first start, files keep their plain names."""

    # Scripts import each other by these names too.
    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
