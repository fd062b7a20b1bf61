from behave.contrib.scenario_autoretry import patch_scenario_with_autoretry


def before_feature(context, feature):
    feature.second = feature.third = 0
    for scenario in feature.scenarios:
        patch_scenario_with_autoretry(scenario, max_attempts=3)
