using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly Block _block = new(2, 3);

    public void Dispose() => _block.Dispose();

    [Fact]
    public void RegisterComponents_UsesComponentNamesAndFieldNames()
    {
        Assert.Equal(
            ["scale", "project.weight", "project.bias", "norm.weight", "norm.bias", "heads.depth.weight",
             "heads.depth.bias", "stages.0.weight", "stages.0.bias"],
            _block.named_parameters().Select(named => named.name));
        Assert.Equal(
            ["offset", "norm.running_mean", "norm.running_var", "norm.num_batches_tracked"],
            _block.named_buffers().Select(named => named.name));
        Assert.Equal(["project", "norm", "heads", "stages"], _block.named_children().Select(named => named.name));
        Assert.Contains("heads.depth", _block.named_modules().Select(named => named.name));
        Assert.Equal(6, _block.modules().Count());
        Assert.Equal("Block", _block.GetName());
    }

    [Fact]
    public void SharedParameter_AppearsOnce()
    {
        using Conv2d shared = Conv2d(2, 2, 1);
        using Sequential both = Sequential(("a", shared), ("b", shared));

        Assert.Equal(["a.weight", "a.bias"], both.named_parameters().Select(named => named.name));
    }

    [Fact]
    public void StateDict_RoundTrip_CopiesEverything()
    {
        using var other = new Block(2, 3);
        using DisposeScope scope = NewDisposeScope();
        Tensor x = rand(2, 2, 4, 4);
        other.call(x);
        _block.eval();
        other.eval();
        Assert.False(allclose(other.call(x), _block.call(x)));

        (IList<string> missing, IList<string> unexpected) = _block.load_state_dict(other.state_dict());

        Assert.Empty(missing);
        Assert.Empty(unexpected);
        Assert.True(AreEqual(other.call(x), _block.call(x)));
        Assert.NotSame(other.state_dict()["scale"], _block.state_dict()["scale"]);
    }

    [Fact]
    public void LoadStateDict_WithOtherNames_NamesThem()
    {
        Dictionary<string, Tensor> state = _block.state_dict();
        state.Remove("scale");
        state["more"] = state["offset"];

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => _block.load_state_dict(state));
        Assert.Contains("Missing: scale. Unexpected: more.", error.Message, StringComparison.Ordinal);
        (IList<string> missing, IList<string> unexpected) = _block.load_state_dict(state, strict: false);
        Assert.Equal(["scale"], missing);
        Assert.Equal(["more"], unexpected);
        Assert.Empty(_block.load_state_dict(state, strict: true, skip: ["scale", "more"]).missing_keys);
    }

    [Fact]
    public void LoadStateDict_OfAnotherShape_NamesBothShapes()
    {
        using var other = new Block(2, 4);

        ArgumentException error = Assert.Throws<ArgumentException>(() => _block.load_state_dict(other.state_dict()));

        Assert.Contains(
            "project.weight of shape [3, 2, 1, 1], got [4, 2, 1, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_AndEval_ReachAllModules()
    {
        _block.eval();
        Assert.All(_block.modules(), module => Assert.False(module.training));
        _block.train();
        Assert.True(_block.training);
        Assert.All(_block.modules(), module => Assert.True(module.training));
    }

    [Fact]
    public void BatchNorm_CountsBatchesOnlyInTraining()
    {
        using DisposeScope scope = NewDisposeScope();
        using BatchNorm2d norm = BatchNorm2d(2);
        Tensor x = rand(3, 2, 4, 4);

        norm.call(x);
        norm.eval();
        norm.call(x);

        Assert.Equal(1, norm.num_batches_tracked!.ToInt64());
        Assert.Throws<ArgumentException>(() => norm.call(rand(2, 2)));
        norm.reset_running_stats();
        TensorAssert.Close([0, 0], norm.running_mean!);
    }

    [Fact]
    public void To_AnotherType_KeepsTheParameterObjects()
    {
        Parameter before = _block.get_parameter("project.weight")!;

        Assert.Same(_block, _block.to(float64));

        Assert.Same(before, _block.get_parameter("project.weight"));
        Assert.Equal(ScalarType.Float64, before.dtype);
        Assert.True(before.requires_grad);
        Assert.Equal(ScalarType.Int64, _block.get_buffer("norm.num_batches_tracked")!.dtype);
    }

    [Fact]
    public void ZeroGrad_ClearsEveryGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        _block.call(rand(2, 2, 4, 4)).sum().backward();
        Assert.NotEqual(0, _block.get_parameter("scale")!.Gradient()!.abs().sum().ToSingle());

        _block.zero_grad();

        Assert.All(_block.parameters(), p => Assert.Equal(0, p.Gradient()?.abs().sum().ToSingle() ?? 0));
    }

    [Fact]
    public void Containers_NameTheirModulesByPositionOrKey()
    {
        using ModuleList<Conv2d> list = ModuleList(Conv2d(1, 1, 1), Conv2d(1, 1, 1, bias: false));
        using ModuleDict<Conv2d> dict = ModuleDict(
            ("b", Conv2d(1, 1, 1, bias: false)), ("a", Conv2d(1, 1, 1, bias: false)));
        using Sequential sequential = Sequential(ReLU(), Conv2d(1, 1, 1, bias: false));

        Assert.Equal(["0.weight", "0.bias", "1.weight"], list.named_parameters().Select(named => named.name));
        Assert.Equal(["b.weight", "a.weight"], dict.named_parameters().Select(named => named.name));
        Assert.Equal(["1.weight"], sequential.named_parameters().Select(named => named.name));
        Assert.True(dict.ContainsKey("a"));
        Assert.Equal("b", dict[0].Item1);
        Conv2d first = list[0];
        list.RemoveAt(0);
        Assert.Equal(["0.weight"], list.named_parameters().Select(named => named.name));
        first.Dispose();
    }

    [Fact]
    public void Conv2d_WithAnotherPaddingMode_PadsFirst()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d layer = Conv2d(1, 1, 3, 1, 1, 1, PaddingModes.Replicate, bias: false);
        init.constant_(layer.weight, 1);

        TensorAssert.Close([9, 9, 9, 9], layer.call(ones(1, 1, 2, 2)));
        Assert.Throws<ArgumentException>(() => Conv2d(3, 4, 1, groups: 2));
    }

    [Fact]
    public void Apply_VisitsChildrenFirst()
    {
        var names = new List<string>();

        _block.apply(module => names.Add(module.GetName()));

        Assert.Equal("Block", names[^1]);
        Assert.Equal(7, names.Count);
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        [ComponentName(Name = "project")]
        private readonly Conv2d _project;
        internal readonly BatchNorm2d norm;
        internal readonly ModuleDict<Conv2d> heads;
        internal readonly ModuleList<Conv2d> stages;
        internal readonly Parameter scale;
        internal readonly Tensor offset;

        public Block(int input, int output)
            : base(nameof(Block))
        {
            _project = Conv2d(input, output, 1);
            norm = BatchNorm2d(output);
            heads = ModuleDict(("depth", Conv2d(output, 1, 1)));
            stages = ModuleList(Conv2d(output, output, 1));
            scale = new Parameter(rand(1));
            offset = rand(1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor features = stages[0].call(norm.call(_project.call(input)));
            return ((heads["depth"].call(features) * scale) + offset).MoveToOuterDisposeScope();
        }
    }
}
