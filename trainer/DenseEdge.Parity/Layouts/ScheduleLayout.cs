using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Search;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>Schedules, the two optimisers of the paper, and the clipping of its search.</summary>
internal sealed class ScheduleLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "schedules, optimisers";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("schedule/step");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        Schedules(file, checks);
        Optimizer(file, checks, "sgd", weights => optim.SGD(
            [weights], PaperRecipe.LearningRate, PaperRecipe.Momentum, weight_decay: PaperRecipe.WeightDecay));
        Optimizer(file, checks, "adam", weights => optim.Adam(
            [weights], PaperRecipe.PreferenceLearningRate, PaperRecipe.PreferenceBeta1, PaperRecipe.PreferenceBeta2));
        if (file.Has("clip/total_norm"))
        {
            Clipping(file, checks);
        }
    }

    private static void Schedules(VectorFile file, CheckList checks)
    {
        int[] steps = file["schedule/step"].ToInt32s();
        SearchSchedule search = new(PaperRecipe.Steps);
        checks.Compare("schedule/gumbel_temp", steps.Select(search.Temperature), Tolerance.Formula);
        checks.Compare("schedule/entropy_weight", steps.Select(search.EntropyWeight), Tolerance.Formula);
        LearningRateSchedule rates = new(warmUpShare: 0, PaperRecipe.DecayPower);
        foreach (string rate in file.Matches(@"schedule/(poly_lr_base[0-9.]+)"))
        {
            double peak = VectorFile.NumberIn(rate, "base");
            checks.Compare(
                $"schedule/{rate}", steps.Select(step => peak * rates.Factor((double)step / PaperRecipe.Steps)), Tolerance.Formula);
        }

        foreach (string end in file.Matches(@"schedule/(poly_lr_base[0-9.]+_after_\d+)"))
        {
            double share = VectorFile.NumberIn(end, "_after_") / PaperRecipe.Steps;
            checks.Compare($"schedule/{end}", rates.Factor(share), Tolerance.Formula);
        }
    }

    /// <summary>Both start from the same weights and see the same gradients, which the file keeps with the first.</summary>
    private static void Optimizer(VectorFile file, CheckList checks, string name, Func<Parameter, optim.Optimizer> make)
    {
        if (!file.Has($"{name}/trajectory"))
        {
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        Parameter weights = nn.Parameter(file.Tensor("sgd/w0"));
        Tensor gradients = file.Tensor("sgd/grads");
        using optim.Optimizer optimizer = make(weights);
        List<Tensor> trajectory = [];
        for (long step = 0; step < gradients.shape[0]; step++)
        {
            Differentiate(optimizer, weights, gradients[step]);
            optimizer.step();
            trajectory.Add(weights.detach().clone());
        }

        checks.Compare($"{name}/trajectory", stack([.. trajectory], 0), Tolerance.Module);
    }

    private static void Clipping(VectorFile file, CheckList checks)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] gradients = [.. file.Matches(@"clip/grad(\d+)").Select(number => file.Tensor($"clip/grad{number}"))];
        Parameter[] weights = [.. gradients.Select(gradient => nn.Parameter(zeros_like(gradient)))];
        using optim.Optimizer optimizer = optim.SGD(weights, learningRate: 1);
        optimizer.zero_grad();
        Tensor[] products = [.. weights.Zip(gradients, (weight, gradient) => (weight * gradient).sum())];
        stack(products, 0).sum().backward();
        double norm = nn.utils.clip_grad_norm_(weights, PaperRecipe.SearchGradientClipNorm);
        checks.Compare("clip/total_norm", norm, Tolerance.Module);

        // A step of rate 1 from 0 leaves the clipped gradient, negated.
        optimizer.step();
        for (int i = 0; i < weights.Length; i++)
        {
            checks.Compare($"clip/out{i}", weights[i].neg(), Tolerance.Module);
        }
    }

    private static void Differentiate(optim.Optimizer optimizer, Parameter weights, Tensor gradient)
    {
        optimizer.zero_grad();
        (weights * gradient).sum().backward();
    }
}
