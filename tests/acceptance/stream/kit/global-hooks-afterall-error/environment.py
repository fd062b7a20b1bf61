def before_all(context):
    pass


def after_all(context):
    raise ValueError("AfterAll hook went wrong")
