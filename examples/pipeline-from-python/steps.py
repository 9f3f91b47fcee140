from kfp.dsl import Dataset, Input, Metrics, Model, Output


def load(rows: int, data: Output[Dataset]):
    from sklearn.datasets import make_classification

    x, y = make_classification(n_samples=rows, random_state=1)
    with open(data.path, 'w') as file:
        for features, label in zip(x, y):
            file.write(','.join(map(str, [*features, label])) + '\n')
    data.metadata['rows'] = rows


def train(data: Input[Dataset], depth: int, model: Output[Model], metrics: Output[Metrics]) -> float:
    import joblib
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    table = np.loadtxt(data.path, delimiter=',')
    half = len(table) // 2
    forest = RandomForestClassifier(max_depth=depth, random_state=1)
    forest.fit(table[:half, :-1], table[:half, -1])
    accuracy = forest.score(table[half:, :-1], table[half:, -1])
    metrics.log_metric('accuracy', accuracy)
    joblib.dump(forest, model.path)
    return accuracy


def best(accuracies: list) -> str:
    return f'the best of {len(accuracies)} is {max(accuracies)}'
