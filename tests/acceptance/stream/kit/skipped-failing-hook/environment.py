def after_scenario(context, scenario):
    raise ValueError("whoops")
