"""A run whose scenario waits for what never comes, and that hears Ctrl-C."""

import os
import select
import signal

from tests.acceptance.project.sample import PATIENCE

WAIT = """
    import os

    def wait():
        '''Say that it has begun, and wait for an answer that nobody will give.'''
        os.write(int(os.environ["TELL"]), b".")
        os.read(int(os.environ["NEVER"]), 1)
"""

PHRASES = """
    from behave import when
    from waiting import wait

    @when("it waits")
    def it_waits(context):
        wait()

    @when("a reckless phrase waits")
    def reckless(context):
        try:
            wait()
        except BaseException:
            raise ValueError("swallowed")
"""

FEATURE = """
    Feature: Waiting
      Scenario: Fails before
        Then 1 is 2
      Scenario: Is interrupted
        Given it works
        When it waits
        Then 1 is 1
      Scenario: Never runs
        Given it works
"""


class WaitingProcess:
    """A run that tells when it waits, and hears Ctrl-C."""

    def __init__(self, project, *args, start_new_session=False, **variables):
        self.told, tell = os.pipe()
        never, self.keeps_never_open = os.pipe()
        self.process = project.start(
            *args,
            pass_fds=(tell, never),
            start_new_session=start_new_session,
            TELL=str(tell),
            NEVER=str(never),
            **variables,
        )
        os.close(tell)  # so that the end of the process is the end of the pipe
        os.close(never)

    def wait_until_it_waits(self):
        readable, _, _ = select.select([self.told], [], [], PATIENCE)
        assert readable
        assert os.read(self.told, 1) == b".", "it ended before it waited"

    def interrupt(self):
        self.wait_until_it_waits()
        self.process.send_signal(signal.SIGINT)

    def end(self):
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err

    def clean_up(self):
        self.process.kill()
        self.process.communicate()
        os.close(self.told)
        os.close(self.keeps_never_open)
