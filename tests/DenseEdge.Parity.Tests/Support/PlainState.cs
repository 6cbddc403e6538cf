using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>
/// Parameters and statistics by their names in checkpoints, and the layers on them as plain functions: a second
/// implementation that shares no module with the product. In training mode gradients are recorded and statistics move.
/// </summary>
internal sealed class PlainState
{
    private readonly OrderedDictionary<string, Tensor> _tensors = [];
    private readonly Random _random;

    public PlainState(int seed) => _random = new Random(seed);

    /// <summary>Whether normalisations use the batch's statistics.</summary>
    public bool Training { get; set; }

    /// <summary>What is trained.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Parameters =>
        _tensors.Where(pair => !IsStatistic(pair.Key)).Select(pair => (pair.Key, pair.Value));

    /// <summary>What the normalisations count.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Statistics =>
        _tensors.Where(pair => IsStatistic(pair.Key)).Select(pair => (pair.Key, pair.Value));

    public Tensor this[string name]
    {
        get => _tensors[name];
        set => _tensors[name] = value;
    }

    /// <summary>Numbers from -1 to 1.</summary>
    public Tensor Uniform(params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)((_random.NextDouble() * 2) - 1);
        }

        return tensor(values, shape);
    }

    /// <summary>Whole numbers from 0 to below an end, as floats.</summary>
    public Tensor Labels(int end, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _random.Next(12) == 0 ? 255 : _random.Next(end);
        }

        return tensor(values, shape);
    }

    /// <summary>Adds a convolution without bias and its normalisation.</summary>
    public void AddConvNorm(string name, long outChannels, long inChannels, long kernel, bool affine = true)
    {
        _tensors[$"{name}.conv.weight"] = Uniform(outChannels, inChannels, kernel, kernel) * Math.Sqrt(3.0 / (inChannels * kernel * kernel));
        if (affine)
        {
            _tensors[$"{name}.bn.weight"] = (Uniform(outChannels) * 0.5) + 1;
            _tensors[$"{name}.bn.bias"] = Uniform(outChannels) * 0.2;
        }

        _tensors[$"{name}.bn.running_mean"] = Uniform(outChannels) * 0.2;
        _tensors[$"{name}.bn.running_var"] = (Uniform(outChannels) * 0.5) + 1;
        _tensors[$"{name}.bn.num_batches_tracked"] = zeros([], ScalarType.Int64);
    }

    /// <summary>Adds a 1x1 convolution with bias.</summary>
    public void AddLogits(string name, long outChannels, long inChannels)
    {
        _tensors[$"{name}.weight"] = Uniform(outChannels, inChannels, 1, 1) * Math.Sqrt(3.0 / inChannels);
        _tensors[$"{name}.bias"] = Uniform(outChannels) * 0.2;
    }

    /// <summary>Starts a training pass: parameters record gradients.</summary>
    public void BeginTraining()
    {
        Training = true;
        foreach ((_, Tensor parameter) in Parameters)
        {
            parameter.requires_grad = true;
        }
    }

    /// <summary>Writes every tensor below "param/".</summary>
    public void Write(VectorWriter writer)
    {
        foreach ((string name, Tensor value) in _tensors)
        {
            writer.Add($"param/{name}", value);
        }
    }

    /// <summary>Convolution, normalisation and, unless told otherwise, a rectifier.</summary>
    public Tensor ConvNorm(string name, Tensor input, bool rectifies = true)
    {
        Tensor weight = this[$"{name}.conv.weight"];
        long pad = weight.shape[2] / 2;
        Tensor convolved = nn.functional.conv2d(input, weight, null, [1L, 1L], [pad, pad], [1L, 1L], 1);
        Tensor normalized = Norm($"{name}.bn", convolved);
        return rectifies ? normalized.relu() : normalized;
    }

    /// <summary>A 1x1 convolution with bias.</summary>
    public Tensor Logits(string name, Tensor input)
        => nn.functional.conv2d(input, this[$"{name}.weight"], this[$"{name}.bias"], [1L, 1L], [0L, 0L], [1L, 1L], 1);

    /// <summary>Batch normalisation by its definition; in training mode the statistics move.</summary>
    public Tensor Norm(string name, Tensor input)
    {
        Tensor mean = this[$"{name}.running_mean"];
        Tensor variance = this[$"{name}.running_var"];
        if (Training)
        {
            Tensor batchMean = input.mean([0, 2, 3]);
            Tensor centred = input - batchMean.reshape(1, -1, 1, 1);
            Tensor batchVariance = (centred * centred).mean([0, 2, 3]);
            double count = input.numel() / (double)input.shape[1];
            this[$"{name}.running_mean"] = (mean * 0.9) + (batchMean.detach() * 0.1);
            this[$"{name}.running_var"] = (variance * 0.9) + (batchVariance.detach() * (0.1 * count / (count - 1)));
            this[$"{name}.num_batches_tracked"] = this[$"{name}.num_batches_tracked"] + 1;
            (mean, variance) = (batchMean, batchVariance);
        }

        Tensor normalized = (input - mean.reshape(1, -1, 1, 1)) / (variance + 1e-5).sqrt().reshape(1, -1, 1, 1);
        return _tensors.ContainsKey($"{name}.weight")
            ? (normalized * this[$"{name}.weight"].reshape(1, -1, 1, 1)) + this[$"{name}.bias"].reshape(1, -1, 1, 1)
            : normalized;
    }

    private static bool IsStatistic(string name)
        => name.EndsWith(".running_mean", StringComparison.Ordinal) || name.EndsWith(".running_var", StringComparison.Ordinal)
            || name.EndsWith(".num_batches_tracked", StringComparison.Ordinal) || name.EndsWith(".fixed_weights", StringComparison.Ordinal);
}
