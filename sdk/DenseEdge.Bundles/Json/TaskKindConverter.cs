using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Json;

internal sealed class TaskKindConverter : KeyConverter<TaskKind>
{
    protected override string Key(TaskKind value) => value.Key();

    protected override TaskKind Parse(string key) => TaskKinds.Parse(key);
}
