package io.kmigrate.graph;

/** For those to whom all targets but the relative ones are alike. */
interface RelativeVisitor<R> extends Target.Visitor<R> {
    R absolute(Target target);

    @Override
    default R head(Target.Head target) {
        return absolute(target);
    }

    @Override
    default R heads(Target.Heads target) {
        return absolute(target);
    }

    @Override
    default R base(Target.Base target) {
        return absolute(target);
    }

    @Override
    default R current(Target.Current target) {
        return absolute(target);
    }

    @Override
    default R name(Target.Name target) {
        return absolute(target);
    }
}
