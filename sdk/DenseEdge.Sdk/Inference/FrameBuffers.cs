using DenseEdge.Contracts;
using DenseEdge.Sdk.Postprocess;
using DenseEdge.Sdk.Preprocess;

namespace DenseEdge.Sdk.Inference;

/// <summary>
/// The memory of one frame: the model's input, every output, and the results that are made from them. Results are the
/// outputs themselves where the model answers in their type, and otherwise arrays that <see cref="Complete"/> fills. The
/// arrays don't move, so that native code may write into them.
/// </summary>
internal class FrameBuffers
{
    private readonly List<(TaskKind Task, IOutputConversion Conversion)> _conversions = [];

    /// <param name="model">What goes in and comes out.</param>
    /// <param name="outputs">By task the element type of the graph's output.</param>
    public FrameBuffers(ModelMetadata model, IReadOnlyDictionary<TaskKind, TensorElement> outputs)
    {
        (int height, int width) = (model.InputHeight, model.InputWidth);
        Frame = Pinned<byte>(height * width * 3);
        switch (model.InputFormat)
        {
            case InputFormat.UInt8Nhwc:
                Input = new BoundTensor(model.InputName, TensorElement.UInt8, Frame);
                break;
            case InputFormat.Float32Nchw:
                PlanarFrame<float> single = new(height, width, level => level);
                (Planes, Input) = (single, new BoundTensor(model.InputName, TensorElement.Float32, single.Planes));
                break;
            default:
                PlanarFrame<Half> half = new(height, width, level => (Half)level);
                (Planes, Input) = (half, new BoundTensor(model.InputName, TensorElement.Float16, half.Planes));
                break;
        }

        Outputs = [.. model.Tasks.Select(task => task.Spec.Kind.HasClasses()
            ? AddLabels(model, task, outputs[task.Spec.Kind])
            : AddNumbers(model, task, outputs[task.Spec.Kind]))];
    }

    /// <summary>The frame at the input's size, [H, W, 3], red first.</summary>
    public byte[] Frame { get; }

    /// <summary>The frame as planes; null for a model that takes <see cref="Frame"/> itself.</summary>
    public IFrameRows? Planes { get; }

    /// <summary>What the engine reads.</summary>
    public BoundTensor Input { get; }

    /// <summary>What the engine writes, in the order of the model's tasks.</summary>
    public IReadOnlyList<BoundTensor> Outputs { get; }

    /// <summary>By task: class of each pixel, [H, W]; null for tasks without classes and tasks that the model
    /// lacks.</summary>
    public byte[]?[] Labels { get; } = new byte[]?[TaskKinds.All.Count];

    /// <summary>By task: logits, [L, H, W]; null for tasks that the model doesn't answer so.</summary>
    public float[]?[] Logits { get; } = new float[]?[TaskKinds.All.Count];

    /// <summary>By task: numbers, [C, H, W]; null for tasks with classes and tasks that the model lacks.</summary>
    public float[]?[] Numbers { get; } = new float[]?[TaskKinds.All.Count];

    /// <summary>Makes the results from the outputs of a run.</summary>
    /// <param name="tasks">The tasks that were computed.</param>
    public void Complete(TaskSet tasks)
    {
        foreach ((TaskKind task, IOutputConversion conversion) in _conversions)
        {
            if (tasks[task])
            {
                conversion.Convert();
            }
        }
    }

    private BoundTensor AddLabels(ModelMetadata model, ModelTask task, TensorElement element)
    {
        int pixels = model.OutputHeight * model.OutputWidth;
        byte[] labels = Pinned<byte>(pixels);
        Labels[(int)task.Spec.Kind] = labels;
        if (task.Form == AnswerForm.Logits)
        {
            BoundTensor bound = Floats(task, element, pixels * task.Spec.Classes.Count, out float[] logits);
            Logits[(int)task.Spec.Kind] = logits;
            _conversions.Add((task.Spec.Kind, new LogitConversion(logits, task.Spec.Classes.Count, labels)));
            return bound;
        }

        switch (element)
        {
            case TensorElement.Int32:
                int[] integers = Pinned<int>(pixels);
                _conversions.Add((task.Spec.Kind, new LabelConversion<int>(integers, labels)));
                return new BoundTensor(task.OutputName, element, integers);
            case TensorElement.Int64:
                long[] wide = Pinned<long>(pixels);
                _conversions.Add((task.Spec.Kind, new LabelConversion<long>(wide, labels)));
                return new BoundTensor(task.OutputName, element, wide);
            default:
                return new BoundTensor(task.OutputName, element, labels);
        }
    }

    private BoundTensor AddNumbers(ModelMetadata model, ModelTask task, TensorElement element)
    {
        int count = model.OutputHeight * model.OutputWidth * OutputShape.Channels(task);
        BoundTensor bound = Floats(task, element, count, out float[] numbers);
        Numbers[(int)task.Spec.Kind] = numbers;
        return bound;
    }

    private BoundTensor Floats(ModelTask task, TensorElement element, int count, out float[] result)
    {
        result = Pinned<float>(count);
        if (element != TensorElement.Float16)
        {
            return new BoundTensor(task.OutputName, element, result);
        }

        Half[] halves = Pinned<Half>(count);
        _conversions.Add((task.Spec.Kind, new HalfConversion(halves, result)));
        return new BoundTensor(task.OutputName, element, halves);
    }

    private static T[] Pinned<T>(int count) => GC.AllocateArray<T>(count, pinned: true);
}
