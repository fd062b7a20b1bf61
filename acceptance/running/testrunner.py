"""Django's side of a run: the test databases, and a transaction around every scenario."""

from contextlib import ExitStack
from copy import copy

from behave.runner import Context
from behave_django.environment import BehaveHooksMixin, PatchedContext, load_registered_fixtures
from behave_django.testcase import DjangoSimpleTestCase
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from django.test import TestCase
from django.test.runner import DiscoverRunner

from acceptance.running.context import QuickContext

LIVE_SERVER = "behave_django.runner:BehaviorDrivenTestRunner"


class TransactionalContext(QuickContext, PatchedContext):
    """A behave context in a run without a server."""

    @property
    def base_url(self) -> str:
        """Explain that there is no address."""
        raise RuntimeError(f"No server runs, so there is no URL; --runner {LIVE_SERVER} starts one")

    def attach(self, mime_type: str, data: str | bytes, caption: str = "") -> None:
        """Show a text or bytes, such as a picture, with the running step in every report."""
        for formatter in self._runner.formatters:
            if hasattr(formatter, "embedding") and formatter is not self._runner.catcher:
                formatter.embedding(mime_type, data)
        self._runner.catcher.embedding(mime_type, data, caption)

    def abort(self, reason: str | None = None) -> None:
        """Let the runner say why; behave's own message would end up in a hook's captured output."""
        self._runner.abort(reason=reason)


class ScenarioTestCase(DjangoSimpleTestCase):
    """A test case of one scenario, in one transaction.

    Django's `TestCase` puts a second one around all tests of a class, which share the fixtures that
    it loads, and connects anew after each class. Here every scenario would be such a class.
    """

    @classmethod
    def setUpClass(cls) -> None:
        """Prepare everything but the transaction around the class."""
        super(TestCase, cls).setUpClass()

    @classmethod
    def tearDownClass(cls) -> None:
        """Take that back."""
        super(TestCase, cls).tearDownClass()

    @classmethod
    def _fixture_setup(cls) -> None:
        super()._fixture_setup()
        if cls.fixtures and cls._databases_support_transactions():
            try:
                for name in cls._databases_names(include_mirrors=False):
                    call_command("loaddata", *cls.fixtures, verbosity=0, database=name)
            except BaseException:
                cls._rollback_atomics(cls.atomics)
                raise


class TransactionalTestRunner(BehaveHooksMixin, DiscoverRunner):
    """Run every scenario in a transaction of its own, which is rolled back at its end.

    It does what `behave_django.runner.SimpleTestRunner` does, with two differences. The class is
    set up before the instance, as Django itself does: the other way round, the checks of
    constraints at the end of a scenario see an empty transaction. And steps are not matched a
    second time for `@fixtures` unless a phrase uses it.
    """

    testcase_class = ScenarioTestCase

    def patch_context(self, context: Context) -> None:
        """Give the context behave-django's methods."""
        # behave's __setattr__ stores everything but the class itself.
        object.__setattr__(context, "__class__", TransactionalContext)

    def setup_fixtures(self, context: Context) -> None:
        """Hand what the hooks asked for to the test case: fixtures, sequences, databases."""
        case = type(context.test)
        case.fixtures = copy(context.fixtures)
        case.reset_sequences = getattr(context, "reset_sequences", None)
        case.databases = getattr(context, "databases", None) or {DEFAULT_DB_ALIAS}
        if self.phrases_use_fixtures(context):
            load_registered_fixtures(context)

    def setup_test(self, context: Context) -> None:
        """Open the transaction; take back what was done if that fails half-way."""
        case = type(context.test)
        with ExitStack() as undo:
            undo.callback(case.doClassCleanups)
            case.setUpClass()
            undo.callback(case.tearDownClass)
            case._pre_setup(run=True)
            undo.callback(context.test._post_teardown, run=True)
            context.test.undo = undo.pop_all()

    def teardown_test(self, context: Context) -> None:
        """Check the constraints and roll back."""
        try:
            context.test.undo.close()
        finally:
            del context.test

    def phrases_use_fixtures(self, context: Context) -> bool:
        """Tell whether any phrase is decorated with behave-django's `@fixtures`."""
        if not hasattr(self, "_phrases_use_fixtures"):
            matchers = context._runner.step_registry.steps.values()
            self._phrases_use_fixtures = any(
                hasattr(matcher.func, "registered_fixtures") for of in matchers for matcher in of
            )
        return self._phrases_use_fixtures


class ExistingDatabaseTestRunner(TransactionalTestRunner):
    """Use the database of the settings; its content is the same afterwards."""

    def setup_databases(self, **kwargs) -> None:
        """Create nothing."""

    def teardown_databases(self, old_config: None, **kwargs) -> None:
        """Destroy nothing."""
