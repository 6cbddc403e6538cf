using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Storage;

namespace DenseEdge.Sdk.Tests.Following;

/// <summary>A store with models that tell their name as producer.</summary>
internal sealed class TestStore : IDisposable
{
    private long _sequence;

    public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-active-").FullName;

    /// <summary>Adds a model, and makes it the active one.</summary>
    public ModelReference Activate(string name, params TaskKind[] tasks) => Activate(Add(name, tasks));

    /// <summary>Makes a model the active one.</summary>
    public ModelReference Activate(ModelReference model)
    {
        new ActivePointer(++_sequence, model, null).Write(PhysicalFileSystem.Instance, Folder);
        return model;
    }

    /// <summary>Adds a model with some of the six tasks.</summary>
    public ModelReference Add(string name, params TaskKind[] tasks)
    {
        TaskKind[] wanted = tasks.Length == 0 ? [.. TaskKinds.All] : tasks;
        OnnxModel model = TestModel.Build(wanted);
        ModelMetadata metadata = TestModel.Metadata with
        {
            Producer = name,
            Tasks = [.. TestModel.Metadata.Tasks.Where(task => wanted.Contains(task.Spec.Kind))],
        };
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        string folder = Path.Combine(Folder, "models", name);
        Directory.CreateDirectory(folder);
        model.Save(Path.Combine(folder, "six.onnx"));
        return Reference(name);
    }

    /// <summary>How the pointer names a model, whether it is there or not.</summary>
    public static ModelReference Reference(string name)
        => new("sha256:" + new string(name[0], 64), $"models/{name}/six.onnx");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
