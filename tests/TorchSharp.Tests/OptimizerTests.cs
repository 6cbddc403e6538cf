using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class OptimizerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(0.9, 0.0, false)]
    [InlineData(0.9, 0.2, false)]
    [InlineData(0.9, 0.0, true)]
    public void Sgd_OverThreeSteps_FollowsTheFormula(double momentum, double dampening, bool nesterov)
    {
        double weight = 1;
        double buffer = 0;
        Parameter fused = Make(1, float32);
        Parameter general = Make(1, float64);
        using SGD optimizer = optim.SGD([fused, general], 0.1, momentum, dampening, 0.05, nesterov);

        for (int step = 0; step < 3; step++)
        {
            Backward(optimizer, fused, general, step);
            optimizer.step();
            double gradient = Gradient(step) + (0.05 * weight);
            buffer = step == 0 ? gradient : (momentum * buffer) + ((1 - dampening) * gradient);
            double direction = momentum == 0 ? gradient : nesterov ? gradient + (momentum * buffer) : buffer;
            weight -= 0.1 * direction;
        }

        Assert.Equal(weight, fused.ToDouble(), 1e-6);
        Assert.Equal(weight, general.ToDouble(), 1e-12);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Adam_OverThreeSteps_FollowsTheFormula(bool decoupled, bool amsgrad)
    {
        double weight = 1;
        double m = 0;
        double v = 0;
        double greatest = 0;
        Parameter fused = Make(1, float32);
        Parameter general = Make(1, float64);
        using OptimizerHelper optimizer = decoupled
            ? optim.AdamW([fused, general], 0.1, 0.8, 0.9, 1e-4, 0.05, amsgrad)
            : optim.Adam([fused, general], 0.1, 0.8, 0.9, 1e-4, 0.05, amsgrad);

        for (int step = 1; step <= 3; step++)
        {
            Backward(optimizer, fused, general, step);
            optimizer.step();
            double gradient = Gradient(step) + (decoupled ? 0 : 0.05 * weight);
            weight *= decoupled ? 1 - (0.1 * 0.05) : 1;
            m = (0.8 * m) + (0.2 * gradient);
            v = (0.9 * v) + (0.1 * gradient * gradient);
            greatest = Math.Max(greatest, v);
            double root = Math.Sqrt((amsgrad ? greatest : v) / (1 - Math.Pow(0.9, step)));
            weight -= 0.1 * (m / (1 - Math.Pow(0.8, step))) / (root + 1e-4);
        }

        Assert.Equal(weight, fused.ToDouble(), 1e-6);
        Assert.Equal(weight, general.ToDouble(), 1e-12);
    }

    [Fact]
    public void ParamGroups_HaveTheirOwnOptions()
    {
        Parameter fast = Make(1, float32);
        Parameter slow = Make(1, float32);
        using SGD optimizer = optim.SGD(
            [
                new SGD.ParamGroup([fast], new SGD.Options { LearningRate = 1 }),
                new SGD.ParamGroup { Parameters = [slow] },
            ],
            0.1);

        optim.ILearningRateController[] groups = [.. optimizer.ParamGroups];
        Assert.Equal([1, 0.1], groups.Select(group => group.LearningRate));
        Assert.Equal([1, 0.1], groups.Select(group => group.InitialLearningRate));
        groups[0].LearningRate = 0.5;
        (fast + slow).sum().backward();
        optimizer.step();

        Assert.Equal(0.5, fast.ToDouble(), 1e-6);
        Assert.Equal(0.9, slow.ToDouble(), 1e-6);
    }

    [Fact]
    public void Step_WithoutAGradient_LeavesTheParameterAlone()
    {
        Parameter used = Make(1, float32);
        Parameter unused = Make(1, float32);
        using AdamW optimizer = optim.AdamW([used, unused], weight_decay: 0.5);

        (used * 2).sum().backward();
        optimizer.step();

        Assert.Equal(1, unused.ToDouble());
        Assert.NotEqual(1, used.ToDouble());
        Assert.Equal([1L, 0L], optimizer.state_dict().State.Cast<AdamW.State>().Select(state => state.step));
    }

    [Theory]
    [InlineData("SGD")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    public void SavedState_Loaded_ContinuesTheSameWay(string kind)
    {
        Parameter first = Make(3, float32);
        using OptimizerHelper optimizer = New(kind, first);
        Run(optimizer, first, 3);
        using var file = new MemoryStream();
        using (var writer = new BinaryWriter(file, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            optimizer.save_state_dict(writer);
        }

        var second = new Parameter(first.detach().clone());
        using OptimizerHelper resumed = New(kind, second);
        file.Position = 0;
        using var reader = new BinaryReader(file);
        resumed.load_state_dict(reader);
        var third = new Parameter(first.detach().clone());
        using OptimizerHelper copied = New(kind, third);
        copied.load_state_dict(optimizer.state_dict());
        Run(optimizer, first, 2);
        Run(resumed, second, 2);
        Run(copied, third, 2);

        Assert.True(AreEqual(first, second));
        Assert.True(AreEqual(first, third));
        Assert.Equal(file.Length, file.Position);
    }

    [Fact]
    public void LoadState_OfAnotherKind_Throws()
    {
        using SGD sgd = optim.SGD([Make(1, float32)], 0.1);
        using Adam adam = optim.Adam([Make(1, float32)]);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        sgd.save_state_dict(writer);
        file.Position = 0;
        using var reader = new BinaryReader(file);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => adam.load_state_dict(reader));

        Assert.Contains("state of Adam, got that of SGD", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_WithAClosure_ReturnsItsLoss()
    {
        Parameter parameter = Make(1, float32);
        using SGD optimizer = optim.SGD([("p", parameter)], 0.25);

        Tensor? loss = optimizer.step(() =>
        {
            Tensor value = (parameter * 2).sum();
            value.backward();
            return value;
        });

        Assert.Equal(2f, loss!.ToSingle());
        Assert.Equal(0.5, parameter.ToDouble(), 1e-6);
        Assert.Null(optimizer.step());
    }

    [Fact]
    public void FusedStep_OnASavedInput_IsNoticedByAutograd()
    {
        Parameter parameter = Make(1, float32);
        using SGD optimizer = optim.SGD([parameter], 0.25);
        (parameter * 2).sum().backward();
        Tensor pending = (parameter * parameter).sum();

        optimizer.step();

        Assert.ThrowsAny<System.Runtime.InteropServices.ExternalException>(pending.backward);
    }

    private static Parameter Make(long count, ScalarType type) => new(full(count, 1.0, type));

    private static double Gradient(int step) => 0.5 - (0.4 * step);

    private static void Backward(optim.Optimizer optimizer, Tensor a, Tensor b, int step)
    {
        optimizer.zero_grad();
        ((a * Gradient(step)).sum() + (b * Gradient(step)).sum()).backward();
    }

    private static OptimizerHelper New(string kind, Parameter parameter) => kind switch
    {
        "SGD" => optim.SGD([parameter], 0.1, 0.9),
        "Adam" => optim.Adam([parameter], 0.1, amsgrad: true),
        _ => optim.AdamW([parameter], 0.1, weight_decay: 0.01),
    };

    private static void Run(optim.Optimizer optimizer, Tensor parameter, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            optimizer.zero_grad();
            (parameter * parameter * tensor(new float[] { 1, 2, 3 })).sum().backward();
            optimizer.step();
        }
    }
}
