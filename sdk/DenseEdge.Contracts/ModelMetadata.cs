namespace DenseEdge.Contracts;

/// <summary>
/// What a DenseEdge model says about itself. It travels inside the ONNX file, as JSON in the metadata entry
/// <see cref="Key"/>, so that the file alone is enough to run the model.
/// </summary>
public sealed record ModelMetadata
{
    /// <summary>The key of the metadata entry in the ONNX file.</summary>
    public const string Key = "denseedge";

    /// <summary>The newest version of the JSON that this library reads. It writes 1 for a model that a reader of version 1
    /// runs rightly (bytes in, labels out, one size), and 2 otherwise.</summary>
    public const int Format = 2;

    /// <summary>The name of the graph's input.</summary>
    /// <value>Default: <c>image</c>.</value>
    public string InputName { get; init; } = "image";

    /// <summary>How the pixels lie in the input.</summary>
    /// <value>Default: <see cref="InputFormat.UInt8Nhwc"/>.</value>
    public InputFormat InputFormat { get; init; } = InputFormat.UInt8Nhwc;

    /// <summary>Height of the input in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Width of the input in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>How the graph brings its input to the network's size.</summary>
    /// <value>Default: null, the network sees the input as it is.</value>
    public FrameFit? Fit { get; init; }

    /// <summary>Height of every output in pixels.</summary>
    public int OutputHeight => Fit?.OutputHeight ?? InputHeight;

    /// <summary>Width of every output in pixels.</summary>
    public int OutputWidth => Fit?.OutputWidth ?? InputWidth;

    /// <summary>The tasks, in the order of the graph's outputs.</summary>
    public required IReadOnlyList<ModelTask> Tasks { get; init; }

    /// <summary>The program that wrote the model, with its version.</summary>
    public required string Producer { get; init; }

    /// <summary>The name of the backbone.</summary>
    /// <value>Null if the writer didn't say.</value>
    public string? Backbone { get; init; }

    /// <summary>The genotype of the distillation module.</summary>
    /// <value>Null for a model without one.</value>
    public Genotype? Genotype { get; init; }

    /// <summary>The name of the data set that the model was trained on.</summary>
    /// <value>Null for a model that wasn't trained, or if the writer didn't say.</value>
    public string? TrainingData { get; init; }

    /// <summary>Whether the weights are random numbers: the model takes as long as a trained one and answers
    /// nonsense.</summary>
    /// <value>Default: false.</value>
    public bool HasRandomWeights { get; init; }

    /// <summary>The arithmetic that the model was exported for.</summary>
    /// <value>Default: <see cref="ModelPrecision.Float32"/>.</value>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Float32;

    /// <summary>The name of the target that the model was exported for, such as <c>jetpack6</c>.</summary>
    /// <value>Null if the writer didn't say.</value>
    public string? Target { get; init; }

    /// <summary>Finds a task of the model.</summary>
    /// <param name="kind">The task.</param>
    /// <returns>The task, or null if the model doesn't answer it.</returns>
    public ModelTask? Find(TaskKind kind)
    {
        // A loop instead of a query: results ask for their classes with every frame, and a query allocates.
        for (int i = 0; i < Tasks.Count; i++)
        {
            if (Tasks[i].Spec.Kind == kind)
            {
                return Tasks[i];
            }
        }

        return null;
    }

    /// <summary>Writes the JSON of the metadata entry.</summary>
    public string ToJson() => ModelMetadataJson.Write(this);

    /// <summary>Reads the JSON of the metadata entry.</summary>
    /// <param name="json">The entry's value, or null if the model has no such entry.</param>
    /// <param name="source">Where it was found, such as the path of the model; it begins every message.</param>
    /// <exception cref="InvalidDataException">There is no entry, it is no JSON of this format, or it contradicts
    /// itself.</exception>
    public static ModelMetadata Parse(string? json, string source) => ModelMetadataJson.Read(json, source);
}
